"""Fetching what is missing from a pretend server: what it is asked, which files are there afterwards, its errors."""

from checks import Mismatch, expect_names, in_folder
from otter.test_files import test_case

OK_FORMAT = False

name = "download_missing"
points = 1

FACES = {"1.jpg": b"\xff\xd8 one", "2.jpg": b"\xff\xd8 two", "3.jpg": b"\xff\xd8 three", "4.jpg": b"\xff\xd8 four"}


def server(pictures, broken="", problem=None):
    """Return (fetch, the names that it was asked for): it serves `pictures`, and raises `problem` for `broken`."""
    asked = []

    def fetch(name):
        asked.append(name)
        if name == broken:
            raise problem
        return pictures[name]

    return fetch, asked


def expect_files(files, wanted):
    """Demand that the working folder holds these files, and no others."""
    found = {path: content for path, content in files.items() if content is not None}
    for path, content in wanted.items():
        if path not in found and path.rpartition("/")[2] in found:
            raise Mismatch(f"{path!r} stands here without its folder: did your function os.chdir, and not come back?")
        if path not in found:
            raise Mismatch(f"After the call there should be a file {path!r}, and there is none.")
        if found[path] != content:
            sentence = f'{path!r} does not hold what it should: write bytes as they came, with open(path, "wb").'
            raise Mismatch(sentence, expected=content, actual=found[path])
    for path in found:
        if path not in wanted:
            raise Mismatch(f"After the call there is a file {path!r}, which should not be there.")


@test_case(name="three pictures into a folder that is not there yet", points=0.5)
def test_new_folder(download_missing):
    fetch, asked = server(FACES)
    files = {}
    result = in_folder(files, download_missing, ["3.jpg", "1.jpg", "2.jpg"], "faces", fetch)
    mistakes = [
        ("Fetch in the order of the names.", ["1.jpg", "2.jpg", "3.jpg"]),
        ("Return the names, not the paths.", ["faces/3.jpg", "faces/1.jpg", "faces/2.jpg"]),
    ]
    expect_names(result, ["3.jpg", "1.jpg", "2.jpg"], "what your function returns", mistakes=mistakes)
    expect_names(asked, ["3.jpg", "1.jpg", "2.jpg"], "what your function asked the server for")
    expect_files(files, {f"faces/{name}": FACES[name] for name in ("1.jpg", "2.jpg", "3.jpg")})


@test_case(name="of four pictures two are there: only the other two are fetched", points=0.5)
def test_some_are_there(download_missing):
    fetch, asked = server(FACES)
    files = {"faces/1.jpg": b"was here", "faces/3.jpg": b"was here, too"}
    result = in_folder(files, download_missing, ["1.jpg", "2.jpg", "3.jpg", "4.jpg"], "faces", fetch)
    if not asked:
        raise Mismatch(
            "Nothing was fetched. The folder is there already: does your function stop at that? os.makedirs(folder, "
            "exist_ok=True) does not mind."
        )
    mistakes = [("Files that are there need not be fetched.", ["1.jpg", "2.jpg", "3.jpg", "4.jpg"])]
    expect_names(asked, ["2.jpg", "4.jpg"], "what your function asked the server for", mistakes=mistakes)
    mistakes = [("Return the names of what was fetched only.", ["1.jpg", "2.jpg", "3.jpg", "4.jpg"])]
    expect_names(result, ["2.jpg", "4.jpg"], "what your function returns", mistakes=mistakes)
    kept = {"faces/1.jpg": b"was here", "faces/3.jpg": b"was here, too"}
    expect_files(files, {**kept, "faces/2.jpg": FACES["2.jpg"], "faces/4.jpg": FACES["4.jpg"]})
