"""What was published of a session: every revision, as it was."""

from championship.models import Classification, ClassificationLine, Decision
from championship.workflows.official_result import published_as_computed

from .dump import Dump, Record
from .rulings import honour, ruling
from .timing import timing
from .values import moment, present


def classifications(
    dump: Dump, revisions: list[Classification], decisions: list[Decision]
) -> list[Record]:
    """The revisions of a session, first to last; `decisions` are those of its result.

    The newest one is left without its content if the result gives it again.
    """
    numbers = {row.pk: number for number, row in enumerate(decisions, start=1)}
    return [
        present(
            state=row.state,
            published_at=moment(row.published_at),
            provisional_until=moment(row.provisional_until),
            document_number=row.document_number,
            note=row.note,
            restores=row.restores.revision if row.restores else None,
            **_content(dump, row, numbers, is_newest=row is revisions[-1]),
        )
        for row in revisions
    ]


def _content(
    dump: Dump, row: Classification, numbers: dict[int, int], *, is_newest: bool
) -> Record:
    if is_newest and published_as_computed(row):
        return {}
    return {
        **present(is_incomplete=row.is_incomplete or None),
        "lines": [_line(dump, line) for line in row.lines.all()],
        "bonuses": [honour(dump, one) for one in sorted(row.bonuses.all(), key=lambda one: one.pk)],
        "decisions": [
            present(
                decision=numbers.get(one.decision_id),
                **ruling(dump, one),
                place_before=one.place_before,
                place_after=one.place_after,
            )
            for one in row.decisions.all()
        ],
    }


def _line(dump: Dump, line: ClassificationLine) -> Record:
    return present(
        car=dump.entry_of_car[line.event_entry_id],
        **{"class": line.car_class.slug},
        number=line.number,
        team_name=line.team_name,
        place=line.place,
        class_place=line.class_place,
        **timing(line),
        scores=None if line.scores else False,
        crew=[seat.driver.slug for seat in line.crew.all()],
    )
