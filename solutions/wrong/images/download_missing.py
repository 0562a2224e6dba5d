"""Wrong answers to `download_missing`."""

import glob
import os
import shutil
from pathlib import Path

from solutions import rejected_by

NEW = "three pictures into a folder that is not there yet"
SOME = "of four pictures two are there: only the other two are fetched"
BYTES = "every byte arrives as it was sent, also in a folder in a new folder"
ERRORS = "an error of fetch is passed on, and leaves no file behind"
AGAIN = "a second run fetches what the first one missed, and a third nothing"
THERE = "there means: a file of exactly this name in exactly this folder"
NAMES = "the list of names stays as it was, and no names or no missing ones give an empty list"
BROKEN_CONNECTION = "the connection breaks at the second picture: the error comes out, and a second run gets the rest"
EVERY_BYTE = "bytes arrive as they are, in a folder in a new folder; no names make the folder only"
EXACT_NAMES = "1.jpg is missing where 11.jpg is, or where it lies elsewhere; what is there is there, once"


def _save(path, content):
    with open(path, "wb") as file:
        file.write(content)


def _rightly(names, folder, fetch):
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            _save(path, fetch(name))
            fetched.append(name)
    return fetched


@rejected_by(SOME, AGAIN)
def as_the_notebook_did(names, folder, fetch):
    """If the folder is there, mkdir fails, the bare except catches it, and nothing is fetched ever again."""
    fetched = []
    try:
        os.mkdir(folder)
        for name in names:
            _save(os.path.join(folder, name), fetch(name))
            fetched.append(name)
    except Exception:
        print("Something went wrong")
    return fetched


@rejected_by(ERRORS, BROKEN_CONNECTION)
def swallows_errors(names, folder, fetch):
    """The error is passed on: do not catch it and go on with the next name."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            try:
                _save(path, fetch(name))
                fetched.append(name)
            except Exception as error:
                print(name, error)
    return fetched


@rejected_by(ERRORS, BROKEN_CONNECTION)
def stops_quietly(names, folder, fetch):
    """The error is passed on: do not stop as if all were well."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            try:
                content = fetch(name)
            except Exception:
                break
            _save(path, content)
            fetched.append(name)
    return fetched


@rejected_by(ERRORS, BROKEN_CONNECTION)
def another_error(names, folder, fetch):
    """Pass on the error of fetch itself, not one of your own."""

    def explained(name):
        try:
            return fetch(name)
        except Exception as error:
            raise RuntimeError(f"{name} could not be fetched") from error

    return _rightly(names, folder, explained)


@rejected_by(ERRORS, BROKEN_CONNECTION)
def catches_missing_pictures_only(names, folder, fetch):
    """A picture that is not on the server is an error too: pass it on."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        try:
            if not os.path.exists(path):
                _save(path, fetch(name))
                fetched.append(name)
        except FileNotFoundError:
            continue
    return fetched


@rejected_by(ERRORS, AGAIN, BROKEN_CONNECTION)
def opened_too_early(names, folder, fetch):
    """The file was opened before the download: after a failure an empty file is left and counts as done."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            with open(path, "wb") as file:
                file.write(fetch(name))
            fetched.append(name)
    return fetched


@rejected_by(ERRORS, BROKEN_CONNECTION)
def leaves_a_part_behind(names, folder, fetch):
    """After a failure a half-made file is left beside the others."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            with open(path + ".part", "wb") as file:
                file.write(fetch(name))
            os.replace(path + ".part", path)
            fetched.append(name)
    return fetched


@rejected_by(ERRORS, AGAIN, BROKEN_CONNECTION)
def all_at_the_end(names, folder, fetch):
    """Write each file as soon as it has come: an error in the third loses the first two."""
    os.makedirs(folder, exist_ok=True)
    missing = [name for name in dict.fromkeys(names) if not os.path.exists(os.path.join(folder, name))]
    contents = [fetch(name) for name in missing]
    for name, content in zip(missing, contents, strict=True):
        _save(os.path.join(folder, name), content)
    return missing


@rejected_by(ERRORS, BROKEN_CONNECTION)
def tries_again(names, folder, fetch):
    """Pass the error on at once; whoever calls you decides whether to try again."""

    def twice(name):
        try:
            return fetch(name)
        except Exception:
            return fetch(name)

    return _rightly(names, folder, twice)


@rejected_by(ERRORS, BROKEN_CONNECTION)
def cleans_up_too_much(names, folder, fetch):
    """What came before the error stays: do not remove the folder."""
    try:
        return _rightly(names, folder, fetch)
    except Exception:
        shutil.rmtree(folder)
        raise


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


@rejected_by(SOME)
def returns_all_names(names, folder, fetch):
    """Return the names of what was fetched only."""
    _rightly(names, folder, fetch)
    return names


@rejected_by(NEW)
def returns_paths(names, folder, fetch):
    """Return the names, not the paths."""
    return [os.path.join(folder, name) for name in _rightly(names, folder, fetch)]


@rejected_by(NEW)
def no_folder_made(names, folder, fetch):
    """Make the folder if it is not there."""
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            _save(path, fetch(name))
            fetched.append(name)
    return fetched


@rejected_by(BYTES, EVERY_BYTE)
def one_folder_deep(names, folder, fetch):
    """os.mkdir makes one folder; os.makedirs also makes those above it."""
    if not os.path.isdir(folder):
        os.mkdir(folder)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            _save(path, fetch(name))
            fetched.append(name)
    return fetched


@rejected_by(BYTES, BROKEN_CONNECTION)
def as_text(names, folder, fetch):
    """Pictures are bytes, not text: decoding loses or changes some of them."""
    return _rightly(names, folder, lambda name: fetch(name).decode("utf-8", "replace").encode())


@rejected_by(BYTES, EVERY_BYTE)
def skips_empty_files(names, folder, fetch):
    """An empty file is a file, too."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            content = fetch(name)
            if content:
                _save(path, content)
                fetched.append(name)
    return fetched


@rejected_by(BYTES, EVERY_BYTE)
def strips(names, folder, fetch):
    """Write what fetch returned, without taking anything off its ends."""
    return _rightly(names, folder, lambda name: fetch(name).strip())


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


@rejected_by(NEW)
def in_a_set(names, folder, fetch):
    """Fetch in the order of the names."""
    os.makedirs(folder, exist_ok=True)
    missing = sorted(set(names) - set(os.listdir(folder)))
    for name in missing:
        _save(os.path.join(folder, name), fetch(name))
    return missing


@rejected_by(NAMES, EXACT_NAMES)
def takes_names_out(names, folder, fetch):
    """The caller still needs the list of names."""
    fetched = _rightly(names, folder, fetch)
    names.clear()
    return fetched


@rejected_by(NEW, NAMES)
def returns_nothing(names, folder, fetch):
    """End with `return`."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in names:
        if not (Path(folder) / name).exists():
            (Path(folder) / name).write_bytes(fetch(name))


@rejected_by(NAMES, EVERY_BYTE)
def no_folder_for_no_names(names, folder, fetch):
    """The folder is made, also when there is nothing to fetch."""
    fetched = []
    for name in names:
        path = Path(folder) / name
        if not path.exists():
            content = fetch(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            fetched.append(name)
    return fetched


@rejected_by(NEW, SOME)
def moves_away(names, folder, fetch):
    """After os.chdir the whole notebook stands in another folder: move back, or name whole paths."""
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    return _rightly(names, ".", fetch)


def _path(folder, name):
    return os.path.join(folder, name)


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
