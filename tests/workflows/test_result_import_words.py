"""Every problem that a result can have is said in words, in the reader's terms and ours."""

import pytest

from championship.imports.table.problems import MESSAGES, RESULT_MESSAGES, CellProblem
from championship.workflows.entry_import import words as entry_words
from championship.workflows.result_import import words

from .test_entry_import_words import named


@pytest.mark.parametrize("code", sorted(RESULT_MESSAGES))
def test_every_problem_of_the_reader_has_words(code):
    params = dict.fromkeys(named(RESULT_MESSAGES[code]), "3")

    assert words.sentence(CellProblem(2, "LAPS", "", code, params)).endswith((".", "?"))


@pytest.mark.parametrize("code", sorted(RESULT_MESSAGES))
def test_words_name_nothing_that_the_reader_does_not_tell(code):
    assert named(words.SENTENCES[code]) <= named(RESULT_MESSAGES[code])


def test_what_all_files_can_have_is_said_as_for_entry_lists():
    problem = CellProblem(2, "NUMBER", "7.0", "number_wrong")

    assert set(MESSAGES) & set(words.SENTENCES) == set()
    assert words.in_place(problem) == entry_words.in_place(problem)


@pytest.mark.parametrize(
    ("field", "plain", "shown"),
    [
        ("time", 3_723_004, "1:02:03.004"),
        ("best_lap", None, "–"),
        ("status", "did_not_start", "did not start"),
        ("timed_status", "", "–"),
        ("crew", ("Ben Tuck", "Toby Sowery"), "Ben Tuck, Toby Sowery"),
        ("crew", (), "–"),
        ("laps", 0, "0"),
        ("class_place", None, "–"),
    ],
)
def test_value_is_written_as_people_read_it(field, plain, shown):
    assert words.value(field, plain) == shown
