"""collect.py searches Commons and Openverse, as a local server plays them, and is not misled by their answers."""

import json
from pathlib import Path

import pytest

from format import manifest
from tests.support.collecting import WEB, run
from tests.support.image_website import (
    Website,
)


def test_a_category_of_commons_becomes_a_dataset(tmp_path: Path, site: Website):
    result = run("commons", tmp_path, "--category", "Stone bridges", "--interface", f"{site.address}/w/api.php", *WEB)
    assert result.exit_code == 0, result.output
    rows = manifest.read_rows(tmp_path / "manifest.csv")
    assert [row.licence for row in rows] == ["CC-BY-SA 4.0", "public domain", "CC0", "CC-BY 3.0", "CC-BY-SA 3.0"]
    assert rows[0].author == "Ada & friend 0"
    assert rows[0].source == "https://commons.wikimedia.org/wiki/File:Bridge_0.jpg"
    assert rows[0].file.startswith("stone-bridge-0-")
    assert "2 left out because of the licence: CC BY-NC 2.0 1, GFDL 1" in result.output
    assert site.request_counts["/w/api.php"] == 3
    query = site.queries[0]
    assert query["maxlag"] == "5"
    assert query["iiurlwidth"] == "960"
    assert not any(path.startswith("/original") for path in site.request_counts)
    fetched = [site.request_counts[f"/thumb/960px-{number}.jpg"] for number in range(7)]
    assert fetched == [1, 1, 0, 1, 0, 1, 1]  # two have other licences and are not requested


def test_a_search_of_commons_and_wrong_usage(tmp_path: Path, site: Website):
    options = ("--interface", f"{site.address}/w/api.php", *WEB)
    assert run("commons", tmp_path / "a", "--search", "bridge", "--limit", "2", *options).exit_code == 0
    assert (site.queries[0]["gsrsearch"], site.queries[0]["gsrnamespace"]) == ("bridge", "6")
    assert len(manifest.read_rows(tmp_path / "a" / "manifest.csv")) == 2
    wrong = run("commons", tmp_path / "b", "--category", "Wrong|", *options)
    assert wrong.exit_code == 1
    assert "not valid" in wrong.output
    assert run("commons", tmp_path / "c", *options).exit_code == 2
    assert run("commons", tmp_path / "c", "--search", "x", "--category", "y", *options).exit_code == 2


def test_a_search_of_openverse_becomes_a_dataset(tmp_path: Path, site: Website):
    result = run("openverse", tmp_path, "--search", "bicycle", "--interface", f"{site.address}/v1/", *WEB)
    assert result.exit_code == 0, result.output
    rows = manifest.read_rows(tmp_path / "manifest.csv")
    assert [row.licence for row in rows[:4]] == ["CC-BY 2.0", "CC0", "public domain", "CC-BY-SA 4.0"]
    assert "left out because of the licence: CC by-nc 4.0 4" in result.output
    assert "1 left out: no author is named" in result.output
    assert len(rows) == 18
    assert site.queries[0]["license"] == "by,by-sa,cc0,pdm"
    assert site.request_counts["/v1/images/"] == 2


@pytest.mark.parametrize(
    "answer",
    [
        [], 7, None, {"query": 1}, {"query": {"pages": 1}},
        {"query": {"pages": [1, {"imageinfo": 3}, {"imageinfo": []}]}},
        {"query": {"pages": {"1": {"imageinfo": [{"mime": ["image/jpeg"]}]}}}}, {"continue": 1},
        {"query": {"pages": [{"imageinfo": [{"mime": "image/png", "width": "x", "extmetadata": 5}]}]}},
        {"results": 3}, {"results": [1, {}, {"license": 3, "url": 4}], "page_count": "many"},
    ],
)  # fmt: skip
def test_a_malformed_answer_of_an_api_ends_the_run_without_a_traceback(tmp_path: Path, site: Website, answer: object):
    body = json.dumps(answer).encode()
    site.pages["/w/api.php"] = site.pages["/v1/images/"] = lambda request: request.reply(body=body)
    for words in (
        ("commons", tmp_path / "a", "--search", "x", "--interface", f"{site.address}/w/api.php"),
        ("openverse", tmp_path / "b", "--search", "x", "--interface", f"{site.address}/v1"),
    ):
        result = run(*words, *WEB)
        assert result.exit_code == 0
        assert result.output.startswith("0 pictures saved in ")
    assert site.request_counts["/w/api.php"] == site.request_counts["/v1/images/"] == 1


def test_an_api_that_always_announces_more_is_not_asked_for_ever(
    tmp_path: Path, site: Website, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("collecting.sources.MAX_ANSWERS", 5)
    site.pages["/w/api.php"] = lambda request: request.reply(body=b'{"continue": {"gsroffset": 50}}')
    run("commons", tmp_path / "a", "--search", "x", "--interface", f"{site.address}/w/api.php", *WEB)
    assert site.request_counts["/w/api.php"] == 5
