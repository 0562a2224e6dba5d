"""`grade export template`: what is in the folder, what is not, and what its workflow does on a push."""

import base64
import json
import re
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assignments import course
from assignments.build.test_files import cases_of
from assignments.course import Assignment, Question
from assignments.errors import UsageError
from grading.authoring.graders import in_process
from grading.authoring.known_answers import Answer, answers
from grading.cli import main
from grading.export.template import FILES, template_files, write_template
from tests.assignments.test_student_files import EVERYWHERE, LONG, body_lines, hidden_lines
from tests.support.notebooks import solved_without_drawings
from tests.support.sample import sample
from tests.support.workflows import JobRun, push_and_check_out, run_job
from tests.test_repository import GRADING_LOCK, LOCKS, pinned

EVERY = course.assignments()
HANGING = "def draw_circle(*a, **k):\n    while True:\n        pass\n"
PARTLY = (
    "def draw_circle(image, *a, **k):\n    return np.zeros(np.shape(image))\n\ndef set_pixel(*a):\n    return None\n"
)


class FromTemplate(Assignment):
    """An assignment whose test files are those of a template repository."""

    root = Path()

    def test_file(self, question: str) -> Path:
        return self.root / "tests" / f"{question}.py"


def written(slug: str, folder: Path) -> FromTemplate:
    write_template(course.assignment(slug), folder)
    found = FromTemplate(**vars(course.assignment(slug)))
    object.__setattr__(found, "root", folder)
    return found


@cache
def texts(slug: str) -> dict[str, str]:
    files = template_files(course.assignment(slug), reporter=True)
    return {name: content.decode() for name, content in files.items() if not name.endswith(".png")}


@pytest.mark.parametrize("slug", EVERY)
def test_a_template_holds_what_a_student_needs(slug: str):
    assignment = course.assignment(slug)
    names = template_files(assignment).keys()
    wanted = {f"{slug}.ipynb", "README.md", "requirements.txt", ".gitignore", ".github/workflows/classroom.yml"}
    wanted |= {".devcontainer/devcontainer.json", "checks/__init__.py", "checks/__main__.py"}
    wanted |= {f"tests/{question.name}.py" for question in assignment.questions}
    assert wanted <= names
    assert not [name for name in names if re.search(r"solution|autograder|wrong|accepted|lesson|assignment", name)]
    assert not [name for name, text in texts(slug).items() if re.search(r"@[a-z]+@", text)]


@pytest.mark.parametrize("slug", EVERY)
def test_a_template_holds_no_line_of_a_hidden_case_of_a_reference_or_of_a_known_answer(slug: str):
    assignment = course.assignment(slug)
    lines = {name: {line.strip() for line in text.splitlines()} for name, text in texts(slug).items()}
    cells = json.loads(texts(slug)[f"{slug}.ipynb"])["cells"]
    lines[f"{slug}.ipynb"] = {line.strip() for cell in cells for line in "".join(cell["source"]).splitlines()}
    searched = 0
    for question in assignment.questions:
        path = assignment.test_file(question.name)
        cases = cases_of(path, question)
        secret = {line for line in hidden_lines(path, {c.function for c in cases if c.hidden}) if len(line) > LONG}
        secret = {line for line in secret if not line.startswith(EVERYWHERE)}
        secret |= {line for line in body_lines(assignment.reference, {question.name}) if len(line) > LONG}
        sentences = [case.name for case in cases if case.hidden]
        searched += len(secret) + len(sentences)
        for name, found in lines.items():
            assert not secret & found, f"{name} of {slug}"
            text = "\n".join(found)
            assert not [sentence for sentence in sentences if f'name="{sentence}"' in text], name
            assert "hidden=" not in text, name
            assert "rejected_by" not in text, name
            assert not re.search(r"^\s*(from|import) solutions", text, flags=re.MULTILINE), name
        for kind in ("wrong", "accepted"):
            for answer in answers(kind, slug, question.name):  # type: ignore[arg-type]
                own = {line.strip() for line in answer.source.splitlines() if len(line.strip()) > LONG}
                own -= {line for line in lines[f"{slug}.ipynb"] if line.startswith(("def ", "import ", "from "))}
                for name, found in lines.items():
                    assert not own or not own <= found, f"{name} of {slug} holds {kind} {answer.name}"
    assert searched > 3 * len(assignment.questions)


def judged_by_template(slug: str, folder: Path, step: int) -> Iterator[tuple[Question, Answer, set[str], set[str]]]:
    """Run every `step`-th wrong answer: yield the cases that reject it in the template, and in the whole test file."""
    assignment, template = course.assignment(slug), written(slug, folder)
    every = [(question, wrong) for question in assignment.questions for wrong in answers("wrong", slug, question.name)]
    for question, wrong in every[::step]:
        few = in_process(template, question, wrong.source)
        public = {case.name for case in cases_of(assignment.test_file(question.name), question) if not case.hidden}
        assert few.keys() == public
        full = in_process(assignment, question, wrong.source)
        rejecting = ({name for name, case in found.items() if case.outcome != "passed"} for found in (few, full))
        yield question, wrong, *rejecting


def hold_to_public_cases(slug: str, folder: Path, step: int) -> None:
    found = list(judged_by_template(slug, folder, step))
    for question, wrong, few, full in found:
        public = in_process_names(slug, question)
        assert few == full & public, f"{question.name}: {wrong.name}"
    assert any(not few for _, _, few, _ in found), "some wrong answers are rejected by hidden cases only"


def in_process_names(slug: str, question: Question) -> set[str]:
    path = course.assignment(slug).test_file(question.name)
    return {case.name for case in cases_of(path, question) if not case.hidden}


@pytest.mark.parametrize("slug", sample("pixels"))
def test_the_tests_of_a_template_say_of_a_wrong_answer_what_its_public_cases_say(slug: str, tmp_path: Path):
    hold_to_public_cases(slug, tmp_path / slug, 7)


@pytest.mark.thorough
@pytest.mark.parametrize("slug", EVERY)
def test_the_tests_of_a_template_say_of_every_wrong_answer_what_its_public_cases_say(slug: str, tmp_path: Path):
    hold_to_public_cases(slug, tmp_path / slug, 1)


def test_the_pins_are_those_of_the_locks():
    locked: dict[str, set[str]] = {}
    for lock in (GRADING_LOCK, *[lock for lock in LOCKS if lock.name == "requirements-dev.lock"]):
        for name, versions in pinned(lock).items():
            locked.setdefault(name, set()).update(versions)
    for file in ("requirements.txt", "checks.txt", "datasets.txt"):
        text = (FILES / file).read_text(encoding="utf-8")
        found: dict[str, set[str]] = {}
        for name, version in re.findall(r"^([a-z-]+)==([^ \n]+)", text, flags=re.MULTILINE):
            found.setdefault(name, set()).add(version)
        assert found
        assert {name: locked[name] for name in found} == found, file


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    write_template(course.assignment("tensors"), tmp_path)
    with pytest.raises(UsageError, match="is not an empty folder"):
        write_template(course.assignment("tensors"), tmp_path)


def test_the_command_says_how_many_files_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "argv", ["grade", "export", "template", "gradients", str(tmp_path / "new")])
    with pytest.raises(SystemExit) as ended:
        main()
    count = len([path for path in (tmp_path / "new").rglob("*") if path.is_file()])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"Wrote {count} files to ")


# The workflow, on a push


def pushed(tmp_path: Path, code: str | None, *, reporter: bool = False, total: int = 120) -> JobRun:
    """Push a template with a solved notebook whose draw_circle ends with `code` (None: untouched); run its workflow.

    A machine that runs other tests as well gets a longer `total` than a runner.
    """
    pixels = course.assignment("pixels")
    files = template_files(pixels, reporter=reporter)
    workflow = ".github/workflows/classroom.yml"
    assert b" --total 18" in files[workflow]
    files[workflow] = files[workflow].replace(b" --total 18", f" --total {total}".encode())
    if code is not None:
        notebook = solved_without_drawings(pixels)
        (cell,) = [cell for cell in notebook["cells"] if cell["id"] == "draw_circle"]
        cell["source"] = "".join(cell["source"]) + "\n\n" + code
        files["pixels.ipynb"] = json.dumps(notebook).encode()
    checkout = push_and_check_out(tmp_path / "work", files, tmp_path)
    (tmp_path / "runner").mkdir()
    return run_job(checkout / workflow, "run-autograding-tests", checkout, tmp_path / "runner")


def report_of(run: JobRun) -> dict[str, Any]:
    (line,) = re.findall(r"^::notice title=Autograding report::(.*)$", run.log, flags=re.MULTILINE)
    report: dict[str, Any] = json.loads(line)
    return report


def test_the_workflow_has_the_key_the_rights_and_the_triggers_of_classroom():
    for reporter in (False, True):
        files = template_files(course.assignment("pixels"), reporter=reporter)
        workflow = yaml.safe_load(files[".github/workflows/classroom.yml"])
        assert workflow["name"] == "Autograding Tests"
        assert {"push", "repository_dispatch"} <= workflow["on"].keys()
        (job,) = workflow["jobs"].items()
        assert job[0] == "run-autograding-tests"
        assert job[1]["permissions"] == {"checks": "write", "actions": "read", "contents": "read"}
        assert job[1]["if"] == "github.actor != 'github-classroom[bot]'"
        assert job[1]["runs-on"] == "ubuntu-latest"


def test_a_push_of_right_answers_has_a_green_tick_and_full_points(tmp_path: Path):
    run = pushed(tmp_path, "")
    assert not run.failed, run.log
    assert report_of(run) == {"totalPoints": 13, "maxPoints": 13}
    assert "17 of 17 questions pass" in run.summary
    assert len(run.outputs["checks"]) == 17


def test_a_push_of_partly_wrong_answers_has_a_red_cross_and_both_pictures(tmp_path: Path):
    run = pushed(tmp_path, PARTLY)
    assert [step.code for step in run.steps] == [0, 1]
    assert report_of(run) == {"totalPoints": 11.5, "maxPoints": 13}
    assert "<th>yours</th><th>expected</th>" in run.summary
    assert json.loads(base64.b64decode(run.outputs["checks"]["draw_circle"]))["status"] == "fail"


def test_a_push_of_an_untouched_notebook_has_a_red_cross_and_no_points(tmp_path: Path):
    run = pushed(tmp_path, None)
    assert run.failed
    assert report_of(run) == {"totalPoints": 0, "maxPoints": 13}


def test_a_push_of_a_loop_without_end_costs_its_question_only(tmp_path: Path):
    run = pushed(tmp_path, HANGING)
    assert run.failed
    assert report_of(run) == {"totalPoints": 12, "maxPoints": 13}
    assert json.loads(base64.b64decode(run.outputs["checks"]["draw_circle"]))["status"] == "error"


def test_a_push_of_a_loop_that_cannot_be_interrupted_ends_in_its_total_time(tmp_path: Path):
    begun = time.monotonic()
    # less than the limit of a cell: a fast machine would interrupt the loop before, which Python 3.11 then leaves
    run = pushed(tmp_path, "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n", total=4)
    assert time.monotonic() - begun < 60  # 4, with git and two imports of IPython, on a machine that does more
    assert run.failed
    assert report_of(run)["totalPoints"] < 13


def test_with_the_reporter_action_it_reads_every_payload_and_prints_the_notices(tmp_path: Path):
    run = pushed(tmp_path, PARTLY, reporter=True)
    assert "::notice" not in run.log
    reporter = run.used[-1]
    assert reporter["uses"].startswith("classroom-resources/autograding-grading-reporter@")
    # the action reads the variable NAME_RESULTS of each runner and adds up the scores of its tests
    runners = reporter["with"]["runners"].split(",")
    payloads = [json.loads(base64.b64decode(reporter["env"][f"{name.strip().upper()}_RESULTS"])) for name in runners]
    assert sum(test["score"] for payload in payloads for test in payload["tests"]) == 11.5
    assert sum(payload["max_score"] for payload in payloads) == 13
    assert all(payload["tests"] for payload in payloads)


def test_the_reporter_does_not_run_if_there_are_no_results(tmp_path: Path):
    files = template_files(course.assignment("pixels"), reporter=True) | {"pixels.ipynb": b"<<<<<<< HEAD"}
    checkout = push_and_check_out(tmp_path / "work", files, tmp_path)
    (tmp_path / "runner").mkdir()
    workflow = checkout / ".github" / "workflows" / "classroom.yml"
    run = run_job(workflow, "run-autograding-tests", checkout, tmp_path / "runner")
    assert run.failed
    assert "is not a notebook" in run.summary
    assert "classroom-resources" not in str(run.used)


# The workflow, by programs that read workflows


@pytest.fixture(params=[False, True], ids=["alone", "with the reporter"])
def workflow(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    write_template(course.assignment("pixels"), tmp_path / "new", reporter=request.param)
    return tmp_path / "new" / ".github" / "workflows" / "classroom.yml"


def test_actions_of_a_template_are_pinned_by_commit(workflow: Path):
    used = re.findall(r"uses: (.*)", workflow.read_text(encoding="utf-8"))
    own = [line for line in used if "zizmor: ignore" not in line]
    assert len(own) == 2
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in own)


def test_programs_that_check_workflows_find_nothing(workflow: Path):
    from tests.support.workflow_checkers import findings

    assert findings(workflow) == []


def test_the_container_is_json_and_installs_what_is_there(tmp_path: Path):
    write_template(course.assignment("pixels"), tmp_path / "new")
    settings = json.loads((tmp_path / "new" / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert "requirements.txt" in settings["postCreateCommand"]
    assert settings["customizations"]["codespaces"]["openFiles"] == ["pixels.ipynb"]
