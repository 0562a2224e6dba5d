"""Wrong answers to `download_missing`: what is written, and what is returned."""

import os
from pathlib import Path

from solutions import rejected_by

NEW = "three pictures into a folder that is not there yet"
SOME = "of four pictures two are there: only the other two are fetched"
BYTES = "every byte arrives as it was sent, also in a folder in a new folder"
AGAIN = "a second run fetches what the first one missed, and a third nothing"
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


@rejected_by("there means: a file of exactly this name in exactly this folder")
def folder_in_small_letters(names, folder, fetch):
    """The folder is called as it was given, capitals too."""
    return _rightly(names, folder.lower(), fetch)


@rejected_by("there means: a file of exactly this name in exactly this folder")
def names_stripped(names, folder, fetch):
    """A name is what it is, a blank at its beginning too."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name.strip())
        if not os.path.exists(path):
            _save(path, fetch(name))
            fetched.append(name)
    return fetched
