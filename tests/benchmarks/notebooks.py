"""The two notebooks that are judged: "trivial" and "realistic", as answers to every question and as cells."""

from dataclasses import dataclass

import nbformat

from assignments.build.statements import statements
from assignments.course import Assignment
from grading.authoring.known_answers import answers
from grading.authoring.rewrite import as_student_would

IMPORTS = "import math\n\nimport matplotlib.pyplot as plt\nimport numpy as np"
SHAPE = "(240, 320)"
LOOPS = {  # question: the accepted answer that a beginner writes; the others, of a line or two, are the references
    "warm_up": "with_a_loop", "blank_image": "pixel_loops", "random_image": "row_by_row", "set_pixel": "nested_lists",
    "flat_index": "by_strides", "circle_points": "list_of_tuples", "draw_circle": "one_loop",
    "draw_square": "pixel_loops", "euclidean_distance": "with_a_loop", "draw_disc": "pixel_loops",
    "imshow_kind": "by_ifs", "ripples": "with_loops", "tangent_weave": "with_loops", "apply_clim": "one_by_one",
    "my_expression": "rings_of_rings",
}  # fmt: skip
PICTURES = (
    "blank_image(240, 320, 0.5)",
    "random_image(240, 320, np.random.default_rng(1))",
    f"set_pixel(np.zeros({SHAPE}), 120, 160, 1.0)",
    f"draw_circle(np.zeros({SHAPE}), (120, 160), 100)",
    f"draw_square(np.zeros({SHAPE}), (120, 160), 60)",
    f"draw_disc(np.zeros({SHAPE}), (120, 160), 60)",
    f"ripples({SHAPE}, 3 * math.pi / 240)",
    f"tangent_weave({SHAPE}, 3.14159 / 320 * 5000)",
    f"apply_clim(distance_field({SHAPE}, (120, 160)), 0, 200)",
    f"my_expression({SHAPE})",
)


@dataclass(frozen=True)
class Answered:
    """The source of an answer to each question, and of the cells below them all."""

    answers: dict[str, str]
    below: tuple[str, ...] = ()


def trivial(assignment: Assignment) -> Answered:
    """Every question's reference."""
    return Answered(references(assignment))


def realistic(assignment: Assignment) -> Answered:
    """An answer in loops to every question that has one, calls of them all, and ten plots."""
    found = references(assignment)
    for question, name in LOOPS.items():
        (source,) = (a.source for a in answers("accepted", assignment.slug, question) if a.name == name)
        found[question] = as_student_would(source, name, question, found[question])
    return Answered(
        found, tuple(f"plt.imshow({picture}, cmap='gray', clim=(0, 1))\nplt.show()" for picture in PICTURES)
    )


def references(assignment: Assignment) -> dict[str, str]:
    """The source of each question's reference."""
    parts = statements(assignment.reference.read_text(encoding="utf-8"))
    found = {name: statement.text for statement in parts for name in statement.defines}
    return {question.name: found[question.name] for question in assignment.questions}


def cells(assignment: Assignment, answered: Answered) -> list[str]:
    """Code cells as a student of ours hands them in: Otter, and each answer with its check."""
    found = [f'import otter\ngrader = otter.Notebook("{assignment.slug}.ipynb")', IMPORTS]
    for name, source in answered.answers.items():
        found += [source, f'grader.check("{name}")']
    return [*found, *answered.below]


def as_bytes(assignment: Assignment, sources: list[str]) -> bytes:
    """The notebook of these code cells, as Jupyter saves one."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook.metadata["otter"] = {"assignment_name": assignment.slug}
    return str(nbformat.writes(notebook)).encode()
