"""Every problem that a file can have is said in words, in the reader's terms and ours."""

import pytest

from championship.imports.entry_list import MESSAGES, CellProblem
from championship.workflows.entry_import import words


def named(sentence):
    return {part.split(")")[0] for part in str(sentence).split("%(")[1:]}


def test_every_problem_of_the_readers_has_words():
    assert set(MESSAGES) - set(words.SENTENCES) == set()


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_words_name_nothing_that_the_reader_does_not_tell(code):
    assert named(words.SENTENCES[code]) <= named(MESSAGES[code])


def test_long_value_is_cut_and_odd_signs_are_shown():
    problem = CellProblem(3, "Team", "a\x00" + 100 * "b", "bad_character")

    assert words.in_place(problem) == (
        f'line 3, "Team": “a�{57 * "b"}…” holds a character that can\'t be stored.'
    )
