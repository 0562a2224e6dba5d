"""Right answers to `download_missing` in other styles."""

import os
from collections.abc import Callable
from pathlib import Path


def with_pathlib(names, folder, fetch):
    """Path does everything."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    fetched = []
    for name in names:
        if (place / name).exists():
            continue
        content = fetch(name)
        (place / name).write_bytes(content)
        fetched.append(name)
    return fetched


def exclusive(names, folder, fetch):
    """Opening for exclusive creation, which Python itself refuses where a file is there."""
    if not os.path.isdir(folder):
        os.makedirs(folder)
    fetched = []
    for name in names:
        if name in os.listdir(folder):
            continue
        data = fetch(name)
        with open(f"{folder}/{name}", "xb") as file:
            file.write(data)
        fetched += [name]
    return tuple(fetched)


def by_a_temporary_name(names, folder, fetch):
    """Written under another name first, so that a power cut leaves no half picture either."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if os.path.exists(path):
            continue
        content = fetch(name)
        with open(path + ".part", "wb") as file:
            file.write(content)
        os.replace(path + ".part", path)
        fetched.append(name)
    return fetched


def with_clean_up(names, folder, fetch):
    """Opened before the download, and removed again when it fails."""
    os.makedirs(folder, exist_ok=True)
    fetched = []
    for name in names:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            continue
        try:
            with open(path, "wb") as file:
                file.write(fetch(name))
        except BaseException:
            os.remove(path)
            raise
        fetched.append(name)
    return fetched


def moving_in(names: list[str], folder: str, fetch: Callable[[str], bytes]) -> list[str]:
    """Working inside the folder, and coming back whatever happens."""
    os.makedirs(folder, exist_ok=True)
    before = os.getcwd()
    os.chdir(folder)
    try:
        there = set(os.listdir())
        fetched = []
        for name in names:
            if name not in there:
                content = fetch(name)
                Path(name).write_bytes(content)
                there.add(name)
                fetched.append(name)
        return fetched
    finally:
        os.chdir(before)
