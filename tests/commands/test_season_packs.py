"""load_season and dump_season from the command line."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from championship.models import Season, Series, Team
from tests.shipped import pack_file

pytestmark = pytest.mark.django_db


def run(*arguments):
    """The output and the errors of a command; a failed one has its last word among them."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


@pytest.fixture
def small_file(small_pack, tmp_path):
    """A pack of sixteen cars as a file; a test loads it in a moment."""
    file = tmp_path / "aslms-2023-24.json"
    file.write_text(json.dumps(small_pack))
    return file


@pytest.mark.parametrize(("name", "lines"), [("elms-2023.json", 246), ("aslms-2022.json", 0)])
def test_a_season_is_loaded_and_dumped_again(name, lines):
    file = pack_file(name)
    out, err = run("load_season", file)

    season = Season.objects.select_related("series").get()
    dumped, _err = run("dump_season", season.series.slug, season.slug)

    assert (f"{lines} results" in out) == bool(lines)
    assert err == ""
    assert dumped == file.read_text(encoding="utf-8")


def test_loading_again_says_that_nothing_changed(small_file):
    run("load_season", small_file)

    out, _err = run("load_season", small_file)

    assert out.endswith(f"{small_file.name}: nothing to change.\n")


def test_two_seasons_are_loaded_at_once_and_each_dumps_its_own(small_file):
    other = pack_file("aslms-2022.json")
    run("load_season", other, small_file)

    later, _err = run("dump_season", "aslms", "2023-24")
    earlier, _err = run("dump_season", "aslms", "2022")

    assert json.loads(later) == json.loads(small_file.read_text())
    assert earlier == other.read_text(encoding="utf-8")


def test_a_wrong_file_names_its_problems_and_stores_nothing(small_pack, tmp_path):
    small_pack["entries"][0]["class"] = "lmp4"
    file = tmp_path / "season.json"
    file.write_text(json.dumps(small_pack))

    out, err = run("load_season", file)

    problem = '$.entries[0].class: "lmp4" is not a class of this pack (lmp2, lmp3, gt).'
    assert (out, err) == ("", f"{file}: {problem}\nNothing was stored.")
    assert not Series.objects.exists()


def test_one_wrong_file_keeps_the_right_one_out(small_file, tmp_path):
    empty = tmp_path / "empty.json"
    empty.touch()

    _out, err = run("load_season", small_file, empty)

    assert err == f"{empty}: $: the file is empty.\nNothing was stored."
    assert not Season.objects.exists()


def test_a_pack_that_contradicts_the_database_takes_the_first_one_back(
    small_pack, small_file, tmp_path
):
    small_pack["series"]["slug"] = "other"
    second = tmp_path / "second.json"
    second.write_text(json.dumps(small_pack))

    _out, err = run("load_season", small_file, second)

    assert '$.series.name: "Asian Le Mans Series" is the series “aslms” here.' in err
    assert not Team.objects.exists()


def test_a_missing_file_is_said_so(tmp_path):
    _out, err = run("load_season", tmp_path / "none.json")

    assert err.endswith("none.json: No such file or directory.")


def test_an_unknown_season_names_those_that_there_are(small_file):
    run("load_season", small_file)

    _out, err = run("dump_season", "aslms", "2099")

    assert err == "There is no season aslms 2099. Known: aslms 2023-24."


def test_a_refusal_leaves_with_exit_code_1(tmp_path):
    file = tmp_path / "noise.json"
    file.write_bytes(os.urandom(1000))

    done = subprocess.run(
        [sys.executable, "manage.py", "load_season", file],
        cwd=Path(__file__).parents[2],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "noise.json: $:" in done.stderr
    assert "Traceback" not in done.stderr
