"""Fetching what is missing from a pretend server: what it is asked, which files are there afterwards, its errors."""

import contextlib

from checks import Mismatch, because, expect_names, in_folder
from otter.test_files import test_case

OK_FORMAT = False

name = "download_missing"
points = 4

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


@test_case(
    name="every byte arrives as it was sent, also in a folder in a new folder",
    points=0.5,
    hidden=True,
    failure_message='Pictures are bytes, not text: open with "wb", and write what fetch returned, no more and no less. '
    "The folder may lie in another one that is not there yet.",
)
def test_bytes(download_missing):
    odd = {
        "every byte.png": bytes(range(256)) * 3,
        "lines.jpg": b"\r\n\n\r\x1a\x00 end \n",
        "häuser.jpeg": "äöü".encode("latin-1"),
        "nothing.jpg": b"",
        "long.jpg": bytes(20_000),
    }
    fetch, asked = server(odd)
    files = {}
    result = in_folder(files, download_missing, list(odd), "data/week 6/faces", fetch)
    expect_names(result, list(odd), "the result")
    expect_names(asked, list(odd), "what was asked for")
    expect_files(files, {f"data/week 6/faces/{name}": content for name, content in odd.items()})


@test_case(
    name="an error of fetch is passed on, and leaves no file behind",
    points=1,
    hidden=True,
    failure_message="When fetch raises, let its error out: do not catch it, do not go on. What came before it is in "
    "its file by then; of the one that failed there is nothing, not even an empty file.",
)
def test_errors(download_missing):
    names = list(FACES)
    problems = [ConnectionError("cut off"), KeyError("404"), OSError("no route"), FileNotFoundError("gone")]
    problems += [ValueError("not a picture"), FileExistsError("there"), RuntimeError("busy")]
    problems += [TimeoutError("no answer"), EOFError("cut short"), PermissionError("not for you")]
    for number, problem in enumerate(problems):
        stop = (2, 0, 3)[number % 3]
        fetch, asked = server(FACES, names[stop], problem)
        files = {"faces": None} if number % 2 else {}
        try:
            in_folder(files, download_missing, names, "faces", fetch)
        except Exception as error:
            if type(error) is not type(problem) or str(error) != str(problem):
                raise Mismatch("Another error came out than fetch raised.") from None
        else:
            raise Mismatch("The error of fetch did not come out.")
        expect_names(asked, names[: stop + 1], "what was asked for")
        expect_files(files, {f"faces/{name}": FACES[name] for name in names[:stop]})


@test_case(
    name="a second run fetches what the first one missed, and a third nothing",
    points=0.5,
    hidden=True,
    failure_message="Run it again after an error: what is on the disk decides what is missing, not what an earlier "
    "call remembers, and the folder may be there.",
)
def test_again(download_missing):
    names = list(FACES)
    files = {}
    fetch, _ = server(FACES, "3.jpg", ConnectionError("cut off"))
    with contextlib.suppress(ConnectionError):
        in_folder(files, download_missing, names, "faces", fetch)
    for wanted in (["3.jpg", "4.jpg"], []):
        fetch, asked = server(FACES)
        result = in_folder(files, download_missing, names, "faces", fetch)
        expect_names(result, wanted, "the result")
        expect_names(asked, wanted, "what was asked for")
        expect_files(files, {f"faces/{name}": FACES[name] for name in names})
    fetch, asked = server(FACES)  # and elsewhere everything is missing
    expect_names(in_folder({}, download_missing, names, "faces", fetch), names, "the result in another place")


@test_case(
    name="there means: a file of exactly this name in exactly this folder",
    points=0.5,
    hidden=True,
    failure_message="Look for folder/name itself: a file of that name elsewhere does not count, nor one with another "
    "ending, other capitals or a longer name. An empty or a hidden file counts, and one that was just fetched.",
)
def test_there(download_missing):
    names = ["1.jpg", "11.jpg", "2.jpg", "a.png", "b.png", "a.png", "2.jpg"]
    names += ["Zoe.JPG", "[5].jpg", ".6.jpg", "7", "8.jpg", " 9.jpg"]
    pictures = {name: name.encode() for name in names}
    before = {"1.jpg": b"elsewhere", "other/2.jpg": b"elsewhere", "faces/11.jpg": b"", "faces/xa.png": b"x"}
    # other endings, other capitals, a hidden file, brackets
    before |= {"faces/a.jpg": b"a", "faces/B.PNG": b"b", "faces/[5].jpg": b"5", "faces/.6.jpg": b"6", "faces/8": b"8"}
    for folder in ("faces", " Faces [1]"):
        held = {path.replace("faces/", f"{folder}/"): content for path, content in before.items()}
        fetch, asked = server(pictures)
        files = dict(held)
        result = in_folder(files, download_missing, list(names), folder, fetch)
        wanted = ["1.jpg", "2.jpg", "a.png", "b.png", "Zoe.JPG", "7", "8.jpg", " 9.jpg"]
        expect_names(asked, wanted, "what was asked for")
        expect_names(result, wanted, "the result")
        expect_files(files, {**held, **{f"{folder}/{name}": name.encode() for name in wanted}})


@test_case(
    name="the list of names stays as it was, and no names or no missing ones give an empty list",
    points=0.5,
    hidden=True,
    failure_message="The result is the list of the names that were fetched, in their order: it is empty if there is "
    "nothing to fetch.",
)
def test_names_stay(download_missing):
    names = ["4.jpg", "2.jpg", "3.jpg"]
    fetch, _ = server(FACES)
    files = {"faces/2.jpg": b"was here"}
    result = in_folder(files, download_missing, names, "faces", fetch)
    with because("You changed the caller's list of names: take nothing out of it, and do not sort it."):
        expect_names(names, ["4.jpg", "2.jpg", "3.jpg"], "the list of names after the call")
    expect_names(result, ["4.jpg", "3.jpg"], "the result")
    expect_names(in_folder(files, download_missing, names, "faces", fetch), [], "the result of a second call")
    files = {}
    expect_names(in_folder(files, download_missing, [], "faces", fetch), [], "the result for no names")
    if files != {"faces": None}:
        raise Mismatch("For no names, the folder should be made, and nothing else.")
