"""The pictures in a folder: which names count, in which order, as which paths."""

from itertools import permutations

from checks import Mismatch, as_names, because, expect_names, in_folder
from otter.test_files import test_case

OK_FORMAT = False

name = "list_images"
points = 0.5


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
