"""Wrong answers to `download_missing`: what is left when `fetch` fails."""

import os
import shutil

from solutions import rejected_by

ERRORS = "an error of fetch is passed on, and leaves no file behind"
AGAIN = "a second run fetches what the first one missed, and a third nothing"
BROKEN_CONNECTION = "the connection breaks at the second picture: the error comes out, and a second run gets the rest"


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


@rejected_by(ERRORS)
def goes_on_after_a_timeout(names, folder, fetch):
    """A TimeoutError of fetch is an error like others: let it out."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            try:
                content = fetch(name)
            except TimeoutError:
                continue
            _save(path, content)
            fetched.append(name)
    return fetched
