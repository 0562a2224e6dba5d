"""The pictures in a folder: which names count, in which order, as which paths."""

from itertools import permutations

import numpy as np
from checks import Mismatch, as_names, because, expect_names, in_folder
from otter.test_files import test_case

OK_FORMAT = False

name = "list_images"
points = 2


def listed(list_images, folder, files):
    """Return what list_images says of a folder; on Windows a path may have a backslash."""
    held = dict(files)
    result = in_folder(held, list_images, folder)
    if {path for path, content in held.items() if content} != {path for path, content in files.items() if content}:
        moved = "Only look: after the call the files are not where they were (os.chdir moves, too)."
        with because(moved):
            raise Mismatch(moved)
    with because("The list should hold paths as texts: folder/name."):
        return [path.replace("\\", "/") for path in as_names(result, "the list")]


@test_case(name="of five files three are pictures", points=0.25)
def test_five_files(list_images):
    names = ["bear.png", "notes.txt", "ant.jpg", "cat.JPEG", "dog.jpg.bak"]
    result = listed(list_images, "zoo", {f"zoo/{name}": b"x" for name in names})
    mistakes = [
        ("Return the paths: folder/name.", ["ant.jpg", "bear.png", "cat.JPEG"]),
        ("cat.JPEG is a picture, too: .jpeg is an ending, and capitals count.", ["zoo/ant.jpg", "zoo/bear.png"]),
        (
            "'.jpg' in name is true of dog.jpg.bak: look at how the name ends.",
            ["zoo/ant.jpg", "zoo/bear.png", "zoo/cat.JPEG", "zoo/dog.jpg.bak"],
        ),
    ]
    wanted = ["zoo/ant.jpg", "zoo/bear.png", "zoo/cat.JPEG"]
    unsorted = "The right pictures in another order: os.listdir has none, so sort them by name."
    mistakes += [(unsorted, list(order)) for order in permutations(wanted)]
    expect_names(result, wanted, "the list", mistakes=mistakes)


@test_case(name="a name counts if it ENDS in .jpg, .jpeg or .png, in small letters or capitals", points=0.125)
def test_ends(list_images):
    yes = ["Yak.JpEg", "Zoe.Png", "ant.v2.jpg", "bee.JPG", "cow.jpeg", "emu.PNG"]
    no = ["ajpg", "bjpeg", "cat_png", "gnu.jpg.svg", "hen.jpng", "dog.gif", "elk.jpg.txt", "fox.jpgs"]
    result = listed(list_images, "farm", {f"farm/{name}": b"x" for name in [*no, *yes[1::2], *yes[::2]]})
    expect_names(result, [f"farm/{name}" for name in yes], "the list (sorted as Python does, capitals first)")
    later = listed(list_images, "farm", {"farm/goose.png": b"x"})
    expect_names(later, ["farm/goose.png"], "the list of the same folder on another day")


@test_case(name="files only, directly in the folder, whatever the folder is called", points=0.125)
def test_inside(list_images):
    files = {"zoo [2]/ant.jpg": b"x", "zoo [2]/folder.jpg": None, "zoo [2]/more/bee.jpg": b"x"}
    expect_names(listed(list_images, "zoo [2]", files), ["zoo [2]/ant.jpg"], "the list")


@test_case(
    name="36 pictures, in whatever order the disk lists them",
    points=0.5,
    hidden=True,
    failure_message="os.listdir has no order: sort by name, or 'the 50th picture' is another one on every machine. "
    "Sorted as Python sorts strings: capitals first, and 10 before 2.",
)
def test_order(list_images):
    names = [f"{number:06}.jpg" for number in range(18)] + [f"img{number}.png" for number in range(12)]
    names += ["Zoe.jpg", "adam.jpg", "Eve.jpeg", "eve.png", "_1.jpg", "Ölberg.png"]
    names += ["ant.jpg", "ant-2.jpg", "ant 3.jpg", "ant.v2.jpg", "ANT.JPG", "ant.PNG", "ant.jpeg"]  # one stem, and more
    for seed in (1, 2, 3):  # a file system that lists in the order of making is caught as well
        order = [names[i] for i in np.random.default_rng(seed).permutation(len(names))]
        result = listed(list_images, "faces", {f"faces/{name}": b"x" for name in order})
        wanted = [f"faces/{name}" for name in sorted(names)]
        with because("In a folder with 36 pictures some are missing from your list, or it holds something else."):
            expect_names(sorted(as_names(result, "the list")), wanted, "the list")
        expect_names(result, wanted, "the list")


@test_case(
    name="the three endings in small letters and capitals, and nothing that only looks like one",
    points=0.5,
    hidden=True,
    failure_message="A picture's name ENDS in .jpg, .jpeg or .png, dot included, capitals or not: x.jpg.bak, xjpg and "
    "x.jpgs do not.",
)
def test_endings(list_images):
    yes = [
        "a.jpg",
        "b.JPG",
        "c.jpeg",
        "d.JPEG",
        "e.png",
        "f.PNG",
        "g.Jpg",
        "h.pNg",
        "i.v2.jpg",
        "j.png.jpeg",
        "k (1).JpEg",
    ]
    yes += ["k .jpg", "k.JPEG.PNG", "k.v1.2.3.png", "k[1].jpg"]
    no = ["l.jpg.bak", "mjpg", "n.jpgs", "o.gif", "p.jpeg2000", "png", "q.jpg~", "r.jpe", "s.jp", "t.png.txt", "u"]
    no += ["v.jpg ", "w.xjpg", "x.jpg.", "y.jpg\n", "z.png2", "mjpeg", "mpng", "n.jpg.svg", "n.jpng", "n.jpeeg"]
    result = listed(list_images, "mixed", {f"mixed/{name}": b"x" for name in yes[4:8] + no + yes[:4] + yes[8:]})
    expect_names(result, [f"mixed/{name}" for name in yes], "the list")


@test_case(
    name="files only, and only those directly in the folder",
    points=0.25,
    hidden=True,
    failure_message="A folder can be called a.jpg: take files only (os.path.isfile wants the whole path), none that "
    "lie in a folder inside, and every file, empty and hidden ones (.a.jpg) too.",
)
def test_folders(list_images):
    files = {
        "set/b.jpg": b"x",
        "set/a.jpg": None,
        "set/c.png/d.png": b"x",
        "set/more/e.jpg": b"x",
        "f.jpg": b"x",
    }
    expect_names(listed(list_images, "set", files), ["set/b.jpg"], "the list")
    expect_names(listed(list_images, "set", {"set/._a.jpg": b""}), ["set/._a.jpg"], "the list")  # one: no order decides
    expect_names(listed(list_images, "set", {"set": None, "b.jpg": b"x"}), [], "the list of an empty folder")


@test_case(
    name="a folder may have any name",
    points=0.25,
    hidden=True,
    failure_message="The folder's name is a name, not a pattern: brackets, spaces, dots and capitals in it mean "
    "nothing, and it comes back as it was given.",
)
def test_names_of_folders(list_images):
    for folder in ("Faces [1] of 2", "a.jpg", "data/week 6/set", "ünder", "what? [ab]*", "FACES.PNG", "{a,b}", ".set"):
        files = {f"{folder}/{name}": b"x" for name in ("y.png", "z.jpg", "x.jpg", "w.txt")}
        files["what! [ab] too/v.jpg"] = b"x"  # a pattern would find it as well
        wanted = [f"{folder}/{name}" for name in ("x.jpg", "y.png", "z.jpg")]
        expect_names(listed(list_images, folder, files), wanted, "the list")
