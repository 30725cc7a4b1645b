"""What a printed name means: somebody known, somebody new, or a question to staff."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha1

from django.db.models import Model
from rapidfuzz import fuzz

from championship.queries.entry_names import ALIKE, Names, letters, spelling
from championship.queries.names import plain

from .plan import NEW, Answers, Candidate, Question

AT_MOST = 8  # candidates of one question


@dataclass(slots=True)
class Choice:
    """One printed name. `row` is whom it means once all is decided.

    `own` are rows of the same entry; `likely` and `hints` others that it may mean, which
    only the caller knows; `taken` those that it can't mean. `cell` is what the file has of
    a driver, `country` what it prints beside the name, and `is_shared` a name that it
    prints of people from several countries.
    """

    printed: str
    row: Model | None = None
    lines: list[int] = field(default_factory=list)
    own: list[Model] = field(default_factory=list)
    likely: list[Model] = field(default_factory=list)
    hints: list[Model] = field(default_factory=list)
    taken: list[Model] = field(default_factory=list)
    country: str = ""
    cell: object = None
    is_shared: bool = False


class Choices:
    """All names of one kind in a file: first noted line by line, then decided together.

    `make` makes the new row of a choice. Afterwards `questions` holds what is asked,
    `added` the new rows, `aliases` the names to be remembered.
    """

    def __init__(self, kind: str, names: Names, answers: Answers, make: Callable[[Choice], Model]):
        self.kind, self.names, self.answers, self.make = kind, names, answers, make
        self.asked: dict[str, Choice] = {}
        self.questions: list[Question] = []
        self.added: list[Model] = []
        self.aliases: list[tuple[Model, str]] = []
        self._new: dict[str, Choice] = {}
        self._surely_new: set[str] = set()

    def known(self, printed: str, own: Iterable[Model] = (), also: Iterable[str] = ()):
        """The one row that has exactly this name; that of the entry itself comes first.

        `also` are other names of the entry's own row. None if there is no such row, or
        several that have nothing to do with the entry.
        """
        own = list(own)
        if len(own) == 1 and spelling(printed) in map(spelling, also):
            return own[0]
        exact = self.names.spelled(printed)
        mine = [row for row in exact if row in own]
        if mine:
            return mine[0]
        return exact[0] if len(exact) == 1 else None

    def note(self, printed: str, line: int, key: str = "") -> Choice:
        """The choice for a name that is nobody's exactly, shared by all lines that print it."""
        choice = self.asked.setdefault(key or spelling(printed), Choice(printed))
        choice.lines.append(line)
        return choice

    def decide(self) -> None:
        for key, choice in self.asked.items():
            question = self._question(key, choice)
            if question:
                self._ask(choice, question)
            else:
                self._surely_new.add(letters(choice.printed))
                self._add(choice)

    # What is asked

    def _question(self, key: str, choice: Choice) -> Question | None:
        exact = self._free(choice, self.names.spelled(choice.printed))
        same = self._free(choice, self.names.lettered(choice.printed))
        alike = self._free(choice, self.names.alike(choice.printed))
        likely, hints = self._free(choice, choice.likely), self._free(choice, choice.hints)
        rows = dict.fromkeys([*exact, *same, *likely, *alike, *hints])
        candidates = [Candidate(str(row.pk), str(row)) for row in rows]
        candidates += self._in_the_file(choice)
        if not candidates:
            return None
        suggested = self._suggested(choice, exact, same, [*likely, *alike])
        return Question(
            key=f"{self.kind}-{digest(key)}",
            kind=self.kind,
            printed=choice.printed,
            reason=self._reason(choice, exact, same, list(rows)),
            lines=choice.lines,
            candidates=candidates[:AT_MOST],
            suggested=str(suggested.pk) if suggested else "",
        )

    def _reason(self, choice: Choice, exact: list, same: list, rows: list) -> str:
        if exact:
            return "namesakes"
        if same:
            return "letters"
        is_own = rows and all(row in choice.own for row in rows)
        return "own" if is_own else "alike"

    def _free(self, choice: Choice, rows: list[Model]) -> list[Model]:
        return [row for row in rows if row not in choice.taken]

    def _suggested(self, choice: Choice, exact: list, same: list, near: list) -> Model | None:
        if exact:
            return self._by_country(choice, exact)
        mine = [row for row in [*same, *near] if row in choice.own]
        if mine:
            return mine[0]
        return same[0] if len(same) == 1 else None

    def _by_country(self, choice: Choice, rows: list[Model]) -> Model | None:
        """The only one of a name who comes from the printed country."""
        if not choice.country:
            return None
        fitting = [row for row in rows if str(getattr(row, "country", "")) == choice.country]
        return fitting[0] if len(fitting) == 1 else None

    def _in_the_file(self, choice: Choice) -> list[Candidate]:
        """Names that stand before in the file and are nearly this one.

        Drivers are not taken for others of the file: they race beside each other.
        """
        if self.kind == "driver" or letters(choice.printed) in self._surely_new:
            return []
        name = plain(choice.printed)
        return [
            Candidate(f"as-{digest(key)}", other.printed)
            for key, other in self._before(choice)
            if fuzz.token_set_ratio(name, plain(other.printed)) >= ALIKE
        ]

    def _before(self, choice: Choice) -> Iterator[tuple[str, Choice]]:
        """The names that are decided before this one, whatever was answered for them."""
        for key, other in self.asked.items():
            if other is choice:
                return
            yield key, other

    # What was answered

    def _ask(self, choice: Choice, question: Question) -> None:
        given = self.answers.settle(question)
        self.questions.append(question)
        if given == NEW:
            self._add(choice)
            return
        choice.row = self._answered(given) if given else self.make(choice)
        if given and spelling(choice.printed) not in map(spelling, self._names_of(choice.row)):
            self.aliases.append((choice.row, choice.printed))

    def _answered(self, answer: str) -> Model:
        if answer.isdecimal():
            return self.names.rows[int(answer)]
        return next(one.row for key, one in self.asked.items() if f"as-{digest(key)}" == answer)

    def _names_of(self, row: Model) -> list[str]:
        return self.names.names.get(row.pk, [str(row)])

    def _add(self, choice: Choice) -> None:
        """A new row; two spellings of the same letters in one file are one row."""
        key = letters(choice.printed) or spelling(choice.printed)
        key += f" {choice.country}" if choice.is_shared else ""
        first = self._new.setdefault(key, choice)
        if first is choice:
            choice.row = self.make(choice)
            self.added.append(choice.row)
            return
        choice.row = first.row
        if spelling(choice.printed) != spelling(str(first.row)):
            self.aliases.append((first.row, choice.printed))


def digest(text: str) -> str:
    return sha1(text.encode("utf-8", "backslashreplace"), usedforsecurity=False).hexdigest()[:10]
