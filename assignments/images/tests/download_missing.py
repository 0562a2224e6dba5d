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

    def fetch(name: str):
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


@test_case(name="three pictures into a folder that is not there yet", points=0.25)
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


@test_case(name="of four pictures two are there: only the other two are fetched", points=0.25)
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


@test_case(
    name="the connection breaks at the second picture: the error comes out, and a second run gets the rest", points=0.25
)
def test_broken_connection(download_missing):
    for problem in (ConnectionError("no answer"), FileNotFoundError("404")):
        names = ["1.jpg", "2.jpg", "4.jpg"]
        fetch, asked = server(FACES, "2.jpg", problem)
        files = {}
        try:
            in_folder(files, download_missing, names, "faces", fetch)
        except Exception as error:
            if type(error) is not type(problem):
                raise Mismatch("Another error came out than fetch raised: let its own error pass.") from None
        else:
            raise Mismatch("fetch raised an error, and your function swallowed it: let it pass.")
        expect_names(asked, ["1.jpg", "2.jpg"], "what your function asked the server for until it broke")
        expect_files(files, {"faces/1.jpg": FACES["1.jpg"]})
        fetch, asked = server(FACES)
        result = in_folder(files, download_missing, names, "faces", fetch)
        expect_names(result, ["2.jpg", "4.jpg"], "what a second run returns")
        expect_names(asked, ["2.jpg", "4.jpg"], "what a second run asks the server for")


@test_case(name="bytes arrive as they are, in a folder in a new folder; no names make the folder only", points=0.125)
def test_every_byte(download_missing):
    pictures = {"a.jpg": b" \r\n\x00\xff ", "b.jpg": b""}
    fetch, _ = server(pictures)
    files = {}
    result = in_folder(files, download_missing, ["a.jpg", "b.jpg"], "week 6/zoo", fetch)
    expect_names(result, ["a.jpg", "b.jpg"], "what your function returns")
    expect_files(files, {"week 6/zoo/a.jpg": pictures["a.jpg"], "week 6/zoo/b.jpg": b""})
    files = {}
    expect_names(in_folder(files, download_missing, [], "zoo", fetch), [], "what your function returns for no names")
    if files != {"zoo": None}:
        raise Mismatch("For no names, the folder should be made, and nothing else.")


@test_case(
    name="1.jpg is missing where 11.jpg is, or where it lies elsewhere; what is there is there, once", points=0.125
)
def test_exact_names(download_missing):
    fetch, asked = server(FACES)
    before = {"1.jpg": b"not in the folder", "faces/11.jpg": b"another", "faces/3.jpg": b""}
    files, names = dict(before), ["1.jpg", "3.jpg", "2.jpg", "1.jpg"]
    result = in_folder(files, download_missing, names, "faces", fetch)
    expect_names(asked, ["1.jpg", "2.jpg"], "what your function asked the server for")
    expect_names(result, ["1.jpg", "2.jpg"], "what your function returns")
    expect_names(names, ["1.jpg", "3.jpg", "2.jpg", "1.jpg"], "the list of names after the call")
    expect_files(files, {**before, "faces/1.jpg": FACES["1.jpg"], "faces/2.jpg": FACES["2.jpg"]})
