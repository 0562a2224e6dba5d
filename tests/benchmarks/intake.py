"""What taking in 1,000 submissions costs, from each source: CPU milliseconds each, and memory.

Each submission is found, read and hashed, as `grade run` does before it grades. Run: python -m tests.benchmarks.intake
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from assignments import course
from grading.intake.submission_content import digest
from grading.intake.submissions import take_in
from tests.support.downloads import fill, zipped

COUNT = 1000
LIMIT = 5.0  # CPU milliseconds for one submission


def main() -> None:
    """Measure each source in a process of its own, so that the memory of one does not hide that of another."""
    if len(sys.argv) > 1:
        measure(sys.argv[1], int(sys.argv[2]))
        return
    worst = 0.0
    for key in SOURCES:
        for count in (COUNT // 10, COUNT):
            words = [sys.executable, "-m", "tests.benchmarks.intake", key, str(count)]
            line = subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
            print(line)
            worst = max(worst, float(line.split()[2]))
    sys.exit(f"more than {LIMIT} ms" if worst > LIMIT else 0)


def measure(key: str, count: int) -> None:
    """Print the CPU milliseconds of one submission, and by how many MiB the process grew."""
    notebook = course.assignment("pixels").solved.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = SOURCES[key](Path(folder), notebook, count)
        before = memory()
        start = time.process_time()
        taken = take_in([path], course.assignment("pixels"))
        for submission in taken.submissions:
            digest(submission)
        spent = time.process_time() - start
    assert len(taken.submissions) == count, taken.recognised
    assert not any(s.problem for s in taken.submissions)
    print(f"{key:<22} {count:>5} {1000 * spent / count:6.2f} ms each, {memory() - before:5.1f} MiB more")


def memory() -> float:
    """Return the greatest size of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _zip_or_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    return zipped(path, files) if path.suffix == ".zip" else fill(path, files)


def _moodle(place: Path, notebook: bytes, count: int) -> Path:
    names = (f"Ada Müller {i}_{10_000 + i}_assignsubmission_file/pixels.ipynb" for i in range(count))
    return _zip_or_folder(place, dict.fromkeys(names, notebook))


def _canvas(place: Path, notebook: bytes, count: int) -> Path:
    names = (f"mullerada{i}_{10_000 + i}_{90_000 + i}_pixels.ipynb" for i in range(count))
    return _zip_or_folder(place, dict.fromkeys(names, notebook))


def _gradescope(place: Path, notebook: bytes, count: int) -> Path:
    metadata = "---\n" + "".join(
        f"submission_{i}:\n  :submitters:\n  - :name: Ada {i}\n    :sid: '{i}'\n    :email: ada{i}@example.org\n"
        f"  :created_at: 2026-03-02 10:11:12.000000000 Z\n  :score: 0.0\n"
        for i in range(count)
    )
    files = {f"submission_{i}/pixels.ipynb": notebook for i in range(count)}
    return _zip_or_folder(place, {"submission_metadata.yml": metadata.encode(), **files})


def _clones(place: Path, notebook: bytes, count: int) -> Path:
    folder = place.with_name("pixels-submissions")
    for i in range(count):
        files = {"pixels.ipynb": notebook, ".git/HEAD": b"ref: refs/heads/main", ".git/refs/heads/main": b"a" * 40}
        fill(folder / f"pixels-login{i}", files)
    return folder


def _exports(place: Path, notebook: bytes, count: int) -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pixels.ipynb", notebook)
        archive.writestr(".OTTER_LOG", b"")
    names = (f"ada{i}_2026_03_02T10_11_12_{i:06}.zip" for i in range(count))
    return _zip_or_folder(place, dict.fromkeys(names, content.getvalue()))


def _plain(place: Path, notebook: bytes, count: int) -> Path:
    return _zip_or_folder(place, {f"ada{i}/pixels.ipynb": notebook for i in range(count)})


SOURCES = {
    "moodle-folder": lambda folder, *words: _moodle(folder / "class", *words),
    "moodle-zip": lambda folder, *words: _moodle(folder / "class.zip", *words),
    "canvas-folder": lambda folder, *words: _canvas(folder / "class", *words),
    "canvas-zip": lambda folder, *words: _canvas(folder / "class.zip", *words),
    "gradescope-folder": lambda folder, *words: _gradescope(folder / "class", *words),
    "gradescope-zip": lambda folder, *words: _gradescope(folder / "class.zip", *words),
    "clones": lambda folder, *words: _clones(folder / "class", *words),
    "otter-exports": lambda folder, *words: _exports(folder / "class", *words),
    "otter-exports-in-a-zip": lambda folder, *words: _exports(folder / "class.zip", *words),
    "plain-folder": lambda folder, *words: _plain(folder / "class", *words),
    "plain-zip": lambda folder, *words: _plain(folder / "class.zip", *words),
}

if __name__ == "__main__":
    main()
