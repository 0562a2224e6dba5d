"""Wrong answers to `download_missing`: which files are missing."""

import glob
import os
from pathlib import Path

from solutions import rejected_by

NEW = "three pictures into a folder that is not there yet"
SOME = "of four pictures two are there: only the other two are fetched"
AGAIN = "a second run fetches what the first one missed, and a third nothing"
THERE = "there means: a file of exactly this name in exactly this folder"
BROKEN_CONNECTION = "the connection breaks at the second picture: the error comes out, and a second run gets the rest"
EXACT_NAMES = "1.jpg is missing where 11.jpg is, or where it lies elsewhere; what is there is there, once"


def _save(path, content):
    with open(path, "wb") as file:
        file.write(content)


@rejected_by(SOME, AGAIN)
def fetches_everything(names, folder, fetch):
    """Files that are there need not be fetched."""
    os.makedirs(folder, exist_ok=True)
    for name in names:
        _save(os.path.join(folder, name), fetch(name))
    return list(names)


@rejected_by(SOME)
def fetches_and_throws_away(names, folder, fetch):
    """What is there need not even be asked for."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        content, path = fetch(name), os.path.join(folder, name)
        if not os.path.exists(path):
            _save(path, content)
            fetched.append(name)
    return fetched


@rejected_by(NEW, THERE)
def looks_here_and_not_there(names, folder, fetch):
    """Look in the folder, not where the notebook stands."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        if not os.path.exists(name):
            _save(os.path.join(folder, name), fetch(name))
            fetched.append(name)
    return sorted(fetched)


@rejected_by(THERE, EXACT_NAMES)
def somewhere_in_the_listing(names, folder, fetch):
    """'1.jpg' is a part of '11.jpg', but another file."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        if name not in str(os.listdir(folder)):
            _save(os.path.join(folder, name), fetch(name))
            fetched.append(name)
    return fetched


@rejected_by(THERE, EXACT_NAMES)
def anywhere(names, folder, fetch):
    """A file of that name in another folder is another file."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        if not glob.glob(f"**/{name}", recursive=True):
            _save(os.path.join(folder, name), fetch(name))
            fetched.append(name)
    return fetched


@rejected_by(THERE, EXACT_NAMES)
def empty_files_again(names, folder, fetch):
    """A file that is there is there, whatever is in it."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path) or os.path.getsize(path) == 0:
            _save(path, fetch(name))
            fetched.append(name)
    return fetched


@rejected_by(THERE, EXACT_NAMES)
def listed_once(names, folder, fetch):
    """A name that comes twice is there the second time: you looked at the folder only once, at the start."""
    os.makedirs(folder, exist_ok=True)
    there = os.listdir(folder)
    fetched = []
    for name in names:
        if name not in there:
            _save(os.path.join(folder, name), fetch(name))
            fetched.append(name)
    return fetched


_done: set[tuple[str, tuple[str, ...], str]] = set()


@rejected_by(AGAIN, BROKEN_CONNECTION)
def remembers(names, folder, fetch):
    """The disk decides what is missing, not what an earlier call remembers."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path) and (folder, tuple(names), name) not in _done:
            _save(path, fetch(name))
            _done.add((folder, tuple(names), name))
            fetched.append(name)
    return fetched


def _fetch_those(names, folder, fetch, is_there):
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        if not is_there(name):
            content = fetch(name)
            Path(folder, name).write_bytes(content)
            fetched.append(name)
    return fetched


@rejected_by("there means: a file of exactly this name in exactly this folder")
def hidden_files_not_seen(names, folder, fetch):
    """glob("*") does not list hidden files: .6.jpg is there all the same."""
    return _fetch_those(
        names,
        folder,
        fetch,
        lambda name: os.path.join(folder, name) in glob.glob(os.path.join(glob.escape(folder), "*")),
    )


@rejected_by("there means: a file of exactly this name in exactly this folder")
def names_as_patterns(names, folder, fetch):
    """A name is no pattern: to glob, [5].jpg means 5.jpg."""
    return _fetch_those(names, folder, fetch, lambda name: glob.glob(os.path.join(glob.escape(folder), name)))


@rejected_by("there means: a file of exactly this name in exactly this folder")
def folder_as_pattern(names, folder, fetch):
    """A folder's name is no pattern: to glob, brackets mean something."""
    return _fetch_those(
        names,
        folder,
        fetch,
        lambda name: os.path.join(folder, name) in glob.glob(folder + "/*") + glob.glob(folder + "/.*"),
    )


@rejected_by("there means: a file of exactly this name in exactly this folder")
def any_ending(names, folder, fetch):
    """a.jpg is another file than a.png: the ending belongs to the name."""
    return _fetch_those(
        names, folder, fetch, lambda name: Path(name).stem in {path.stem for path in Path(folder).iterdir()}
    )


@rejected_by("there means: a file of exactly this name in exactly this folder")
def any_capitals(names, folder, fetch):
    """B.PNG is another file than b.png."""
    return _fetch_those(
        names, folder, fetch, lambda name: name.lower() in {path.name.lower() for path in Path(folder).iterdir()}
    )


@rejected_by("there means: a file of exactly this name in exactly this folder")
def written_in_small_letters(names, folder, fetch):
    """A file has the name that was asked for, capitals included."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        if not os.path.exists(os.path.join(folder, name)) and not os.path.exists(os.path.join(folder, name.lower())):
            Path(folder, name.lower()).write_bytes(fetch(name))
            fetched.append(name)
    return fetched


@rejected_by("there means: a file of exactly this name in exactly this folder")
def pictures_only(names, folder, fetch):
    """A name without an ending is a name as well."""
    return _fetch_those(
        [name for name in names if "." in name], folder, fetch, lambda name: os.path.exists(os.path.join(folder, name))
    )


@rejected_by("there means: a file of exactly this name in exactly this folder")
def beginning_of_a_name(names, folder, fetch):
    """8 is another file than 8.jpg: compare whole names."""
    return _fetch_those(
        names,
        folder,
        fetch,
        lambda name: (
            os.path.exists(os.path.join(folder, name))
            or os.path.exists(os.path.join(folder, os.path.splitext(name)[0]))
        ),
    )
