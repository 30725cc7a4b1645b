"""inspect_results from the command line. No test here may touch the database."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests/data/timing"


def run(file, *options):
    """The output of the command, and its last word if it failed."""
    out = io.StringIO()
    try:
        call_command("inspect_results", DATA / file, *options, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_cars_are_printed_under_what_the_file_is():
    out, error = run("trap-12-classes.csv")
    lines = out.splitlines()

    assert error == ""
    assert lines[1:4] == ["  variant    A1", "  encoding   utf-8", "  separator  ;"]
    assert lines[4].startswith("  sha256     ")
    second = "2 1 8 LMP2/P/A classified 30 1:00:02.500 1.500 1.500 1:55.000"
    assert " ".join(lines[-5].split()) == second


def test_warnings_are_printed_and_are_no_failure():
    out, error = run("trap-13-put-last.csv")

    sentence = 'line 5, "NUMBER": "27" would be ahead of 8 in line 3 by laps and time.'
    assert f"Warning: {sentence}" in out.splitlines()
    assert error == ""


def test_problems_are_printed_and_are_a_failure():
    out, error = run("trap-14-unknown-state.csv")

    assert 'Problem: line 4, "STATUS": is empty.' in out.splitlines()
    assert error == f"{DATA / 'trap-14-unknown-state.csv'}: it can't be imported as it is."


def test_what_the_name_says_is_printed():
    out, _error = run("a2-race.CSV")

    assert "  name says  race" in out.splitlines()


def test_everything_is_printed_for_a_program():
    out, error = run("b4-race.csv", "--json")
    file = json.loads(out)

    assert (error, file["variant"], file["separator"]) == ("", "B4", ";")
    assert file["hints"] == {"session": "race", "number": None, "version": "", "hour": None}
    assert file["says"] == sorted(file["says"])
    assert file["records"][0]["best_lap_kph"] == "154.4"
    assert file["records"][1]["status"] == "did_not_start"
    assert file["records"][0]["gap_first"]["kind"] == "leader"
    assert file["warnings"][0] == {
        "line": None,
        "column": "POSITION",
        "value": "",
        "code": "column_of_fractions",
        "text": '"POSITION": this column was saved as fractions (1.0), in lines: 1.',
    }


def test_problems_are_a_failure_for_a_program_too():
    out, error = run("e2-laps.csv", "--json")

    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["is_laps"]
    assert error.endswith("it can't be imported as it is.")


def test_windows_1252_is_read_if_told_so():
    assert run("trap-02-windows-1252.csv")[1].endswith("it can't be imported as it is.")
    assert run("trap-02-windows-1252.csv", "--cp1252")[1] == ""


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_half_a_letter_can_be_printed(options, tmp_path):
    file = tmp_path / "race.json"
    text = (DATA / "acc-race.json").read_bytes().decode("utf-16-le")
    file.write_text(text.replace("Petrov", "\\ud800"))

    out, error = run(file, *options)

    assert "\\ud800" in out
    assert error.endswith("it can't be imported as it is.")


@pytest.mark.parametrize(("name", "reason"), [("none.csv", "No such file"), (".", "Is a dir")])
def test_a_file_that_cant_be_opened_is_said_so(name, reason):
    assert reason in run(name)[1]


@pytest.mark.parametrize(("file", "code"), [("a2-race.CSV", 0), ("e2-laps.csv", 1)])
def test_it_runs_without_a_database_and_leaves_with_its_exit_code(file, code):
    done = subprocess.run(
        [sys.executable, "manage.py", "inspect_results", DATA / file],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert "sha256" in done.stdout
