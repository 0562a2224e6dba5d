"""The gallery: the pictures that a class has computed, kept when it is graded."""

import re

import numpy as np
import pytest
from click.testing import CliRunner

from assignments.course import REPO_ROOT
from autograder.notebook_reader import compose
from autograder.results import Evidence
from grading.commands.group import commands
from grading.gradebook.array_archive import pack, unpack
from grading.gradebook.notebook_archive import pack_notebook, unpack_notebook
from grading.pages.gallery import formula_of, gallery_page
from tests.support.made_up_attempts import ASSIGNMENT, DISC, EVIL, Page, attempt, case, verdict
from tests.support.notebooks import notebook

SPIRAL = """
import numpy as np
def my_expression(shape):
    '''A docstring.'''
    y, x = np.mgrid[:shape[0], :shape[1]] - 60.5  # a comment
    return 0.5 + 0.5 * np.sin(np.hypot(y, x) / 4 + 3 * np.arctan2(y, x))
"""
LECTURE = "import numpy as np\ndef my_expression(shape):\n    return np.zeros(shape)\n"


def grade(*words):
    return CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=False, standalone_mode=False)


def page_of(attempts, **options):
    return gallery_page(ASSIGNMENT, attempts, lambda student: (), **options)


def kept_case(picture, given=None):
    return case("is round", evidence=unpack(pack(Evidence(given, picture, "kept")), "kept"))


def exhibited(student, picture, **other):
    return attempt(student, verdict(kept_case(picture), **other))


@pytest.mark.usefixtures("zygote")
def test_the_pictures_of_a_graded_class_are_in_the_gallery_with_their_formulas(tmp_path):
    reference = (REPO_ROOT / "solutions" / "pixels.ipynb").read_bytes()  # most of its cases pass from the cache
    notebooks = {"ada": compose([SPIRAL]), "twin": compose([SPIRAL.replace("comment", "note")])}
    for name, content in (notebooks | {"ben": compose([LECTURE]), "reference": reference}).items():
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "pixels.ipynb").write_bytes(content)
    folder = tmp_path / "out"
    assert grade("run", "pixels", tmp_path / "class", "--out", folder, "--jobs", 1).return_value == 0
    feedback = Page((folder / "feedback" / "ada.html").read_text(encoding="utf-8"))
    assert "# a comment" in feedback.text, "the notebook as submitted"
    done = grade("gallery", folder)
    assert done.return_value == 0
    assert done.output.startswith("2 pictures. Open ")
    html = (folder / "gallery.html").read_text(encoding="utf-8")
    page = Page(html)
    assert "np.sin(np.hypot(y, x) / 4 + 3 * np.arctan2(y, x))" in page.text
    assert "A docstring" not in page.text
    assert "a comment" not in page.text
    assert page.tags.count("img") == 2
    assert "ada" not in re.sub(r'src="[^"]*"', "", html), "names are not asked for"
    assert grade("gallery", folder, "--names").return_value == 0
    assert "ada" in Page((folder / "gallery.html").read_text(encoding="utf-8")).words


def test_without_a_gradebook_or_an_attempt_the_command_says_what_to_do(tmp_path):
    from grading.gradebook.database import Gradebook

    with pytest.raises(Exception, match=r"no gradebook .* `grade run --out`"):
        grade("gallery", tmp_path)
    Gradebook(tmp_path / "gradebook.db").close()
    with pytest.raises(Exception, match="no graded submission yet"):
        grade("gallery", tmp_path)


def test_the_best_come_first_and_one_picture_appears_once():
    half, whole = exhibited("ada", DISC / 2, score=5.0), exhibited("ben", DISC, score=6.0)
    page, count = page_of([half, whole, exhibited("cleo", DISC, score=4.0)], names=True)
    assert count == 2
    assert [word for word in Page(page).words if word in ("ada", "ben", "cleo")] == ["ben", "ada"]
    assert page_of([half, whole], most=1)[1] == 1


def test_a_picture_whose_question_fails_a_public_case_is_left_out():
    kept = kept_case(DISC)
    assert page_of([attempt("ada", verdict(kept, case("is new", "failed")))])[1] == 0
    assert page_of([attempt("ada", verdict(kept, case("is new", "failed", hidden=True)))])[1] == 1
    assert "There is no picture yet." in page_of([])[0]


def test_a_batch_is_shown_before_and_after():
    batch, after = np.zeros((8, 6, 5, 3), np.uint8), np.ones((8, 6, 5))
    page, _ = page_of([attempt("ada", verdict(kept_case(after, batch)))])
    assert Page(page).tags.count("img") == 8


def test_kept_pictures_are_stored_as_bytes_and_odd_ones_are_left_out():
    stored = np.asarray(unpack(pack(Evidence(None, DISC * 0.5, "kept")), "kept").actual)
    assert (stored.dtype, stored.min(), stored.max()) == (np.uint8, 0, 128)
    stretched = np.asarray(unpack(pack(Evidence(None, DISC * 9 - 4, "kept")), "kept").actual)
    assert (stretched.min(), stretched.max()) == (0, 255)
    for odd in (None, object(), np.array(["a"]), DISC * np.nan, np.zeros((0, 3)), 1.0, [[1], [1, 2]]):
        assert pack(Evidence(None, odd, "kept")) is None


def test_a_formula_is_code_without_its_docstring_and_a_hostile_one_is_text():
    cells = unpack_notebook(pack_notebook(notebook(("code", f'def f(x):\n    """{EVIL}"""'), ("code", "def f(:")), ()))
    assert formula_of(cells, "f") == ""
    assert formula_of(cells[:1], "f") == "def f(x):\n    pass"
    deep = unpack_notebook(pack_notebook(notebook(("code", "def f(x):\n    return " + "(" * 5000)), ()))
    assert formula_of(deep, "f") == ""
    long = "def f(x):\n" + "    x += 1\n" * 100
    assert len(formula_of(unpack_notebook(pack_notebook(notebook(("code", long)), ())), "f").splitlines()) == 31


def test_every_creative_question_gives_its_picture_to_the_gallery():
    sources = {
        path.stem: path.read_text(encoding="utf-8") for path in (REPO_ROOT / "autograder/tests").glob("*/my_*.py")
    }
    assert sorted(sources) == ["my_expression", "my_transform"]
    assert all("# kept for the gallery" in source for source in sources.values())
