"""Wrong answers to `list_images`."""

import glob
import os
import re
from pathlib import Path

from solutions import rejected_by

FIVE = "of five files three are pictures"
ORDER = "36 pictures, in whatever order the disk lists them"
ENDINGS = "the three endings in small letters and capitals, and nothing that only looks like one"
FOLDERS = "files only, and only those directly in the folder"
NAMES = "a folder may have any name"
ENDS = "a name counts if it ENDS in .jpg, .jpeg or .png, in small letters or capitals"
INSIDE = "files only, directly in the folder, whatever the folder is called"
KINDS = (".jpg", ".jpeg", ".png")


@rejected_by(ORDER)
def unsorted(folder):
    """os.listdir has no order: sort, or your results change from machine to machine."""
    paths = [os.path.join(folder, name) for name in os.listdir(folder) if name.lower().endswith(KINDS)]
    return [path for path in paths if os.path.isfile(path)]


@rejected_by(FIVE, ENDINGS)
def contains(folder):
    """'.jpg' in name is not "ends in .jpg"."""
    names = sorted(name for name in os.listdir(folder) if any(kind in name.lower() for kind in KINDS))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(FIVE, ENDINGS)
def small_letters_only(folder):
    """An ending in capitals, such as .JPG, counts also."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(KINDS))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(ENDINGS, ENDS)
def small_letters_or_capitals(folder):
    """.Jpg is an ending as well."""
    kinds = KINDS + tuple(kind.upper() for kind in KINDS)
    names = sorted(name for name in os.listdir(folder) if name.endswith(kinds))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(ENDINGS, ENDS)
def without_the_dot(folder):
    """The dot belongs to the ending."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith(("jpg", "jpeg", "png")))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(ENDINGS, ENDS)
def dot_is_any_letter(folder):
    """In a pattern a dot means any character: write \\. instead."""
    names = sorted(name for name in os.listdir(folder) if re.search(r".(jpg|jpeg|png)$", name, re.IGNORECASE))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(FIVE, ENDINGS)
def forgets_jpeg(folder):
    """.jpeg is an ending, too."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith((".jpg", ".png")))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(ENDINGS, ENDS)
def after_the_first_dot(folder):
    """i.v2.jpg has two dots: the last one counts."""
    names = sorted(name for name in os.listdir(folder) if name.lower().split(".", 1)[-1] in ("jpg", "jpeg", "png"))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(ENDINGS, ENDS)
def every_image(folder):
    """.gif is a picture, but not one of the three endings."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith((*KINDS, ".gif")))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(FIVE)
def names_only(folder):
    """Return the paths: folder/name."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith(KINDS))
    return [name for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(FIVE)
def absolute(folder):
    """The folder stands in the path as it was given."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith(KINDS))
    return [os.path.abspath(os.path.join(folder, name)) for name in names]


@rejected_by(FIVE)
def paths_as_objects(folder):
    """Strings are asked for: str(path)."""
    return sorted(path for path in Path(folder).iterdir() if path.is_file() and path.suffix.lower() in KINDS)


@rejected_by(FOLDERS, INSIDE)
def folders_too(folder):
    """A folder can be called a.jpg: take files only."""
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.lower().endswith(KINDS)]


@rejected_by(FIVE)
def isfile_of_the_name(folder):
    """os.path.isfile(name) looks where the notebook stands: give it the whole path."""
    names = sorted(name for name in os.listdir(folder) if os.path.isfile(name) and name.lower().endswith(KINDS))
    return [os.path.join(folder, name) for name in names]


@rejected_by(FOLDERS, INSIDE)
def folders_inside(folder):
    """Only files directly in the folder, not those in folders inside."""
    paths = [path for path in Path(folder).rglob("*") if path.is_file() and path.suffix.lower() in KINDS]
    return sorted(str(path) for path in paths)


@rejected_by(ORDER, ENDS)
def by_small_letters(folder):
    """Sorted as Python sorts strings: capitals come first."""
    names = sorted((name for name in os.listdir(folder) if name.lower().endswith(KINDS)), key=str.lower)
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(ORDER, ENDS)
def kind_by_kind(folder):
    """Sort all of them together, not the .jpg before the .png."""
    names = sorted(os.listdir(folder))
    found = [name for kind in KINDS for name in names if name.lower().endswith(kind)]
    return [os.path.join(folder, name) for name in found if os.path.isfile(os.path.join(folder, name))]


@rejected_by(ORDER, ENDS)
def by_time(folder):
    """Sort by name, not by when the files were made or how long their names are."""
    names = [name for name in os.listdir(folder) if name.lower().endswith(KINDS)]
    names.sort(key=lambda name: (len(name), name))
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(ORDER, ENDS)
def backwards(folder):
    """From A to Z, not from Z to A."""
    names = sorted((name for name in os.listdir(folder) if name.lower().endswith(KINDS)), reverse=True)
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


@rejected_by(NAMES, INSIDE)
def as_a_pattern(folder):
    """Brackets in the folder's name mean something to glob: use glob.escape(folder), or os.listdir."""
    paths = glob.glob(os.path.join(folder, "*"))
    return sorted(path for path in paths if path.lower().endswith(KINDS) and os.path.isfile(path))


@rejected_by(NAMES, ENDS)
def looks_at_the_whole_path(folder):
    """'a.jpg' in the folder's name makes no picture of the files in it."""
    paths = sorted(os.path.join(folder, name) for name in os.listdir(folder))
    return [path for path in paths if os.path.isfile(path) and any(kind in path.lower() for kind in KINDS)]


@rejected_by(ORDER)
def at_most_twenty(folder):
    """There may be any number of pictures."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith(KINDS))[:20]
    return [os.path.join(folder, name) for name in names if os.path.isfile(os.path.join(folder, name))]


_listed: dict[str, list[str]] = {}


@rejected_by(ORDER, FOLDERS, ENDS)
def remembers(folder):
    """Look at the folder anew each time: its files change."""
    if folder not in _listed:
        names = os.listdir(folder)
        _listed[folder] = [os.path.join(folder, name) for name in names if name.lower().endswith(KINDS)]
    return _listed[folder]


@rejected_by(FIVE)
def moves_there(folder):
    """After os.chdir the whole notebook stands in another folder: move back, or name whole paths."""
    os.chdir(folder)
    names = sorted(name for name in os.listdir() if name.lower().endswith(KINDS) and os.path.isfile(name))
    return [f"{folder}/{name}" for name in names]


_ENDINGS = (".jpg", ".jpeg", ".png")


@rejected_by("files only, and only those directly in the folder")
def without_hidden_files(folder):
    """A hidden file, .a.jpg, is a file: the pattern * of glob leaves it out."""
    paths = glob.glob(os.path.join(glob.escape(folder), "*"))
    return sorted(path for path in paths if path.lower().endswith(_ENDINGS) and os.path.isfile(path))


@rejected_by("files only, and only those directly in the folder")
def no_names_with_a_dot_in_front(folder):
    """A name may begin with a dot."""
    names = [name for name in os.listdir(folder) if not name.startswith(".") and name.lower().endswith(_ENDINGS)]
    return [f"{folder}/{name}" for name in sorted(names) if os.path.isfile(f"{folder}/{name}")]


@rejected_by("36 pictures, in whatever order the disk lists them")
def sorted_by_stem(folder):
    """Sorted by name, endings included: ant-2.jpg comes before ant.jpg."""
    paths = [path for path in Path(folder).iterdir() if path.suffix.lower() in _ENDINGS and path.is_file()]
    return [str(path) for path in sorted(paths, key=lambda path: (path.stem, path.suffix))]


@rejected_by("the three endings in small letters and capitals, and nothing that only looks like one")
def up_to_the_end_of_a_line(folder):
    """In a pattern $ also fits before a last newline: use fullmatch."""
    names = [name for name in os.listdir(folder) if re.search(r"\.(jpe?g|png)$", name, re.IGNORECASE)]
    return [f"{folder}/{name}" for name in sorted(names) if os.path.isfile(f"{folder}/{name}")]


@rejected_by("the three endings in small letters and capitals, and nothing that only looks like one")
def stripped_names(folder):
    """A name is what it is, blanks at its end included."""
    names = [name for name in os.listdir(folder) if name.strip().lower().endswith(_ENDINGS)]
    return [f"{folder}/{name}" for name in sorted(names) if os.path.isfile(f"{folder}/{name}")]


@rejected_by("a folder may have any name")
def only_brackets_escaped(folder):
    """A star or a question mark in the folder's name means something to glob as well: use glob.escape(folder)."""
    paths = glob.glob(folder.replace("[", "[[]") + "/*") + glob.glob(folder.replace("[", "[[]") + "/.*")
    return sorted(path for path in paths if path.lower().endswith(_ENDINGS) and os.path.isfile(path))


@rejected_by("files only, and only those directly in the folder")
def without_empty_files(folder):
    """An empty file is a file."""
    names = [name for name in os.listdir(folder) if name.lower().endswith(_ENDINGS)]
    paths = [f"{folder}/{name}" for name in sorted(names)]
    return [path for path in paths if os.path.isfile(path) and os.path.getsize(path) > 0]


@rejected_by("36 pictures, in whatever order the disk lists them")
def sorted_with_small_letters_first(folder):
    """Sorted as Python sorts strings: by code, not by letter."""
    names = [name for name in os.listdir(folder) if name.lower().endswith(_ENDINGS)]
    names = sorted(names, key=lambda name: (name.rpartition(".")[0], name))
    return [f"{folder}/{name}" for name in names if os.path.isfile(f"{folder}/{name}")]


@rejected_by("36 pictures, in whatever order the disk lists them")
def one_of_each_stem(folder):
    """ant.jpg and ant.jpeg are two pictures."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith(_ENDINGS))
    kept = {name.rpartition(".")[0]: name for name in names if os.path.isfile(f"{folder}/{name}")}
    return [f"{folder}/{name}" for name in sorted(kept.values())]


@rejected_by("a folder may have any name")
def folder_in_small_letters(folder):
    """The folder stands in the path as it was given."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith(_ENDINGS))
    return [
        f"{folder.lower() if folder.isupper() else folder}/{name}"
        for name in names
        if os.path.isfile(f"{folder}/{name}")
    ]


@rejected_by(ENDINGS)
def last_four_letters(folder):
    """The dot belongs to the ending .jpeg as well."""
    names = sorted(name for name in os.listdir(folder) if name.lower()[-4:] in (".jpg", ".png", "jpeg"))
    return [f"{folder}/{name}" for name in names if os.path.isfile(f"{folder}/{name}")]


@rejected_by(ENDINGS)
def anything_between_jp_and_g(folder):
    """A star stands for any letters, dots too: x.jpg.svg is no picture here."""
    names = sorted(n for n in os.listdir(folder) if re.fullmatch(r".*\.jp.*g|.*\.png", n.lower(), re.DOTALL))
    return [f"{folder}/{name}" for name in names if os.path.isfile(f"{folder}/{name}")]


@rejected_by(ENDINGS)
def any_letter_between_jp_and_g(folder):
    """Only an e may stand between jp and g."""
    names = sorted(n for n in os.listdir(folder) if re.search(r"\.(jp.?g|png)\Z", n.lower()))
    return [f"{folder}/{name}" for name in names if os.path.isfile(f"{folder}/{name}")]


@rejected_by(ENDINGS)
def jpeg_in_one_case_only(folder):
    """.JpEg is an ending as well: capitals and small letters may be mixed."""
    ends = (".jpeg", ".JPEG")
    names = [n for n in os.listdir(folder) if n.lower().endswith((".jpg", ".png")) or n.endswith(ends)]
    return [f"{folder}/{name}" for name in sorted(names) if os.path.isfile(f"{folder}/{name}")]
