"""A class that is graded on a Dask cluster has the results of one that is graded here, whatever happens to workers."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from distributed import Client
from distributed.objects import SchedulerInfo

from assignments import course
from assignments.errors import OurFault, UsageError
from autograder.host.zygote_process import Zygote
from autograder.notebook_reader import compose
from grading.export.results_jsonl import results_lines
from grading.pool import cluster as cluster_pool
from grading.pool import local
from grading.pool.job import Job, prepare
from grading.records import Attempt, Submission
from tests.benchmarks.processes import descendants
from tests.support import cluster
from tests.support.cluster import Cluster

GRADE = Path(sys.executable).with_name("grade")
SLOW = "import time\nend = time.process_time() + 0.8\nwhile time.process_time() < end: pass"


@pytest.fixture(scope="module")
def job(zygote: Zygote) -> Job:
    return prepare(course.assignment("tensors"), zygote.level)


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    folder = tmp_path / "dask"
    folder.mkdir()
    with cluster.cluster(folder) as made:
        made.start_scheduler()
        yield made


def timeless(attempts: list[Attempt]) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in results_lines(attempts, course.assignment("tensors"))]
    return [{**line, "cpu_s": 0, "wall_s": 0} for line in lines]


def whole(dask: Cluster, job: Job, submissions: list[Submission], **more: object) -> tuple[list[Attempt], list[str]]:
    said: list[str] = []
    return list(cluster_pool.grade(job, submissions, str(dask.file), said.append, **more)), said  # type: ignore[arg-type]


def test_a_killed_a_late_and_a_foreign_worker_change_no_result(
    dask: Cluster, job: Job, hand_in: Callable[..., Submission]
):
    right = job.assignment.reference.read_text(encoding="utf-8")
    submissions = [hand_in(f"s{number}", right, SLOW if number % 2 else "x = 1") for number in range(6)]
    submissions.append(hand_in("exits", "import os\nos._exit(0)", right))
    broken = hand_in("broken")
    broken.path.write_bytes(b"{")
    vanished = hand_in("vanished", right)
    vanished.path.unlink()
    submissions += [broken, vanished]
    dask.start_worker(preload=cluster.OLD_NUMPY)
    dask.wait_until_registered()
    killed = dask.start_worker()
    said: list[str] = []
    with closing(cluster_pool.grade(job, submissions, str(dask.file), said.append)) as graded:
        attempts = [next(graded)]
        dask.start_worker()
        dask.kill(killed)
        attempts += graded
    assert {attempt.student: attempt.verdict.status for attempt in attempts}["vanished"] == "error"
    assert len(attempts) == len(submissions)
    assert timeless(attempts) == timeless(list(local.grade(job, submissions, 2)))
    assert any("is gone" in sentence for sentence in said), said
    assert any("is not used: it has numpy 1.0, and this machine has" in sentence for sentence in said), said


def test_what_dask_itself_remembers_of_the_workers_does_not_matter(
    dask: Cluster, job: Job, hand_in: Callable[..., Submission], monkeypatch: pytest.MonkeyPatch
):
    """A callback of Dask's client asks for no worker every two seconds, and remembers that there is none."""

    async def forget(client: Client, n_workers: int = 0) -> None:
        client._scheduler_identity = SchedulerInfo(await client.scheduler.identity(n_workers=0))

    monkeypatch.setattr(Client, "_update_scheduler_info", forget)
    dask.start_worker()
    dask.wait_until_registered()
    submissions = [hand_in(f"s{number}", "x = 1") for number in range(30)]
    attempts, said = whole(dask, job, submissions, do=cluster.sleep)
    assert len(attempts) == 30
    assert not [sentence for sentence in said if "is gone" in sentence]


def test_a_run_without_workers_says_so_and_waits(dask: Cluster, job: Job, hand_in: Callable[..., Submission]):
    starter = threading.Timer(2.5, dask.start_worker)
    starter.start()
    attempts, said = whole(dask, job, [hand_in("ada", "x = 1")], do=cluster.sleep)
    assert [attempt.verdict.status for attempt in attempts] == ["graded"]
    assert [sentence for sentence in said if "No worker can be used now" in sentence]


def test_a_notebook_that_ends_two_workers_is_our_fault_and_the_others_are_graded(
    dask: Cluster, job: Job, hand_in: Callable[..., Submission]
):
    for _ in range(3):
        dask.start_worker()
    names = ["poison", *(f"s{number}" for number in range(12))]
    attempts, said = whole(dask, job, [hand_in(name, "x = 1") for name in names], do=cluster.die_of_poison)
    statuses = {attempt.student: attempt.verdict.status for attempt in attempts}
    assert statuses == {name: "error" if name == "poison" else "graded" for name in names}
    assert len(attempts) == len(names)
    assert sum("is gone" in sentence for sentence in said) == 2


def test_a_worker_of_several_threads_is_not_used(dask: Cluster, job: Job, hand_in: Callable[..., Submission]):
    dask.start("worker", "--scheduler-file", dask.file, "--nthreads", 2, "--no-nanny", "--no-dashboard")
    threading.Timer(4, dask.start_worker).start()
    _, said = whole(dask, job, [hand_in("ada", "x = 1")], do=cluster.sleep)
    assert any("it has 2 threads; start it with --nthreads 1" in sentence for sentence in said)


def test_a_lost_scheduler_ends_the_run_and_the_same_command_goes_on(
    dask: Cluster, job: Job, hand_in: Callable[..., Submission]
):
    dask.start_worker()
    submissions = [hand_in(f"s{number}", "x = 1") for number in range(40)]
    graded = cluster_pool.grade(job, submissions, str(dask.file), print, do=cluster.sleep)
    done = [next(graded), next(graded)]
    dask.kill(dask.running[0])
    with pytest.raises(OurFault, match=r"The scheduler .* is lost"):
        done.extend(graded)
    assert 2 <= len(done) < 40


def test_a_scheduler_that_does_not_answer_is_wrong_usage(
    job: Job, hand_in: Callable[..., Submission], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cluster_pool, "_CONNECT", 1.0)
    with pytest.raises(
        UsageError, match=r"No scheduler answers at tcp://127.0.0.1:1 .*: start one with `dask scheduler`"
    ):
        list(cluster_pool.grade(job, [hand_in("ada", "x = 1")], "tcp://127.0.0.1:1", print))


def test_the_command_grades_on_a_cluster_and_no_student_reaches_it(dask: Cluster, tmp_path: Path):
    address = json.loads(dask.file.read_text(encoding="utf-8"))["address"]
    host, port = address.removeprefix("tcp://").split(":")
    reference = course.assignment("tensors").reference.read_text(encoding="utf-8")
    attack = f"import socket\nsocket.create_connection(({host!r}, {port}), 2).sendall(b'x')\nprint('reached')"
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.ipynb").write_bytes(compose([reference, attack]))
    worker = dask.start_worker()
    command = [GRADE, "run", "tensors", tmp_path / "class", "--out", tmp_path / "out", "--scheduler", address]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = map(json.loads, (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines())
    assert line["score"] == line["max_score"]
    assert [cell["index"] for cell in line["cells"]] == [1]
    assert "Error" in line["cells"][0]["error"]
    end = time.monotonic() + 30
    while (left := descendants(worker.pid)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not left, "the zygote of the worker does not end with the run"


def test_the_traffic_between_machines_can_be_encrypted(tmp_path: Path, job: Job, hand_in: Callable[..., Submission]):
    certificates(tmp_path)
    names = {"CA_FILE": "ca.pem", **dict.fromkeys(["CLIENT__CERT", "WORKER__CERT", "SCHEDULER__CERT"], "node.pem")}
    names |= dict.fromkeys(["CLIENT__KEY", "WORKER__KEY", "SCHEDULER__KEY"], "node.key")
    settings = {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(tmp_path / file) for name, file in names.items()}
    (tmp_path / "dask").mkdir()
    with cluster.cluster(tmp_path / "dask", **settings) as dask:
        dask.start_scheduler("--protocol", "tls")
        address = json.loads(dask.file.read_text(encoding="utf-8"))["address"]
        assert address.startswith("tls://")
        dask.start_worker("--protocol", "tls")
        folder = hand_in("ada", "x = 1").path.parent
        command = [GRADE, "run", "tensors", folder / "ada.ipynb", "--out", tmp_path / "out", "--scheduler", address]
        refused = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert refused.returncode == 2
        assert "No scheduler answers" in refused.stderr
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **settings}
        )
        assert done.returncode == 0, done.stdout + done.stderr


def certificates(folder: Path) -> None:
    """Write a certificate authority and one certificate for all machines."""
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    def certificate(name: str, key: ec.EllipticCurvePrivateKey, issuer: str, by: ec.EllipticCurvePrivateKey) -> bytes:
        def named(text: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

        now = datetime.now(UTC)
        built = x509.CertificateBuilder(named(issuer), named(name), key.public_key(), x509.random_serial_number())
        built = built.not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(1))
        built = built.add_extension(x509.BasicConstraints(ca=name == issuer, path_length=None), critical=True)
        return built.sign(by, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    authority, node = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    (folder / "ca.pem").write_bytes(certificate("authority", authority, "authority", authority))
    (folder / "node.pem").write_bytes(certificate("node", node, "authority", authority))
    secret = node.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "node.key").write_bytes(secret)
