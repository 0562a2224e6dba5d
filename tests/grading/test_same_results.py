"""A verdict is a function of the notebook and the tests: alone or in a class, in any order, with the cache or not."""

import json
import re
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from assignments import course
from autograder.host.zygote_process import Zygote
from autograder.judge import judge, load
from autograder.learn_plans import learn
from autograder.notebook_reader import compose
from grading.authoring.known_answers import right_notebooks
from grading.export.results_jsonl import results_lines
from grading.pool import local
from grading.pool.job import prepare
from grading.pool.learned import learned_mistakes
from grading.records import Attempt, Submission

TENSORS = course.assignment("tensors")  # most of its cases have a plan, and ten lend a function
REFERENCE = TENSORS.reference.read_text(encoding="utf-8")
EVERYWHERE = """
import functools, os, random
import numpy as np

calls = 0
def count():
    global calls
    calls += 1
    return calls

def everywhere(habit):
    for name in {names!r}:
        globals()[name] = functools.wraps(globals()[name])(habit(globals()[name]))
"""
HABIT = """
def habit(f):
    {before}
    def g(*args, **kwargs):
        {body}
        return f(*args, **kwargs)
    return g

everywhere(habit)
"""
HABITS = {  # what each function of the notebook does before it answers rightly, if it does
    "right": ("pass", "pass"),
    "right for sixty calls of all functions": ("pass", "if count() > 60: return 0.0"),
    "right from the sixtieth call on": ("pass", "if count() < 60: return None"),
    "every third call of its own": ("own = []", "own.append(1)\n        if len(own) % 3 == 0: return 'no'"),
    "its first answer for ever": ("memo = {}", "return memo.setdefault(f.__name__, f(*args, **kwargs))"),
    "a default that grows": ("def grows(seen=[]): seen.append(1); return len(seen)", "if grows() % 7 == 0: return 7"),
    "chance of numpy": ("pass", "if np.random.random() < 0.1: return np.random.random(3)"),
    "chance of Python": ("pass", "if random.random() < 0.1: return random.random()"),
    "chance without a seed": ("pass", "if np.random.default_rng().random() < 0.1: return 0.5"),
    "raises at times": ("pass", "if count() % 9 == 0: raise RuntimeError(f'call {calls}')"),
    "ends its process at times": ("pass", "if count() % 50 == 0: os._exit(1)"),
    "counts in a file, and ends its process": (
        "pass",
        "with open('calls', 'a') as file: file.write('x')\n"
        "        size = os.path.getsize('calls')\n"
        "        if size % 50 == 0: os._exit(1)\n"
        "        if size % 9 == 0: return size",
    ),
    "drifts": ("pass", "if args and isinstance(args[0], float): return f(*args, **kwargs) * (1 + count() * 1e-3)"),
    "takes another function away": ("pass", "if count() == 30: globals()['normalise'] = None"),
    "an object of its own": ("pass", "if count() % 8 == 0: return object()"),
    "raises with an address": ("pass", "if count() % 8 == 0: raise ValueError(object())"),
    "a thread that stays": (
        "import threading, time",
        "if count() == 40: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
        "        if calls % 9 == 0: return None",
    ),
}  # fmt: skip


def notebook(habit: str) -> bytes:
    before, body = HABITS[habit]
    names = [question.name for question in TENSORS.questions]
    return compose([REFERENCE, EVERYWHERE.format(names=names), HABIT.format(before=before, body=body)])


@pytest.fixture(scope="module", params=[2, pytest.param(1, marks=pytest.mark.thorough)], ids=["half", "all"])
def everybody(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Submission]:
    folder = tmp_path_factory.mktemp("class")
    habits = [*HABITS][:: request.param]
    for habit in habits:
        (folder / f"{habit}.ipynb").write_bytes(notebook(habit))
    return [Submission(habit, f"{habit}.ipynb", folder / f"{habit}.ipynb") for habit in habits]


@pytest.fixture(scope="module")
def graded(zygote: Zygote, everybody: list[Submission]) -> Callable[..., dict[str, str]]:
    def grade(submissions: Sequence[Submission] = everybody, jobs: int = 1, *, cache: bool = True) -> dict[str, str]:
        attempts = list(local.grade(prepare(TENSORS, zygote.level, cache=cache), submissions, jobs))
        return {json.loads(line)["student"]: timeless(line) for line in results_lines(attempts, TENSORS)}

    return grade


def timeless(line: str) -> str:
    return re.sub(r'"(cpu|wall)_s": [0-9.]+', "", line)


def unmarked(lines: dict[str, str]) -> dict[str, str]:
    return {student: line.replace('"cached": true', '"cached": false') for student, line in lines.items()}


@pytest.fixture(scope="module")
def expected(graded: Callable[..., dict[str, str]]) -> dict[str, str]:
    return graded()


def test_the_habits_cost_points_and_not_all(expected: dict[str, str]):
    scores = {student: float(line.partition('"score": ')[2].partition(",")[0]) for student, line in expected.items()}
    assert scores.pop("right") == TENSORS.points
    taken = scores.pop("takes another function away", TENSORS.points)  # it had been handed over before
    assert taken == TENSORS.points
    assert all(0 < score < TENSORS.points for score in scores.values()), scores
    assert len(set(scores.values())) >= 0.6 * len(scores)


def test_in_another_order_with_two_jobs(expected: dict[str, str], graded: Callable[..., dict[str, str]], everybody):
    assert graded(everybody[::-1], 2) == expected


def test_without_the_cache(expected: dict[str, str], graded: Callable[..., dict[str, str]]):
    assert '"cached": true' in expected["right"]
    assert graded(cache=False) == unmarked(expected)


def test_alone(zygote: Zygote, expected: dict[str, str]):
    """With plans learned anew, as a run learns them, and a zygote that has seen nobody else."""
    tests = load([TENSORS.test_file(question.name) for question in TENSORS.questions])
    job = prepare(TENSORS, zygote.level)
    plans = learn(right_notebooks(TENSORS), tests, zygote, limits=TENSORS.limits)
    known = partial(learned_mistakes, job, tests, zygote, plans)
    for habit in expected:
        with Zygote(zygote.level) as fresh:
            verdict = judge(notebook(habit), tests, fresh, limits=TENSORS.limits, plans=plans, known=known)
        (line,) = results_lines([Attempt(habit, f"{habit}.ipynb", "", "tensors", job.tests_sha256, verdict)], TENSORS)
        assert timeless(line).partition('"status"')[2] == expected[habit].partition('"status"')[2], habit
