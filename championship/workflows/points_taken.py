"""Points that stewards take from a car: decisions on points that follow a classification."""

from collections.abc import Iterator

from championship.models import (
    AppliedDecision,
    Classification,
    ClassifiedDriver,
    Decision,
    PointsDecision,
)


def follow_points(classification: Classification) -> None:
    """Take the points that the newest classification's decisions say, from everybody concerned.

    Its caller owns the transaction. Each championship reads what is about those it ranks:
    the car's entry, its team, its drivers in this session. At most five queries.
    """
    session = classification.session
    rulings = [
        row
        for row in classification.decisions.select_related("event_entry__entry")
        if row.penalty == Decision.Penalty.POINTS and row.points and row.decision_id
    ]
    PointsDecision.objects.filter(ruling__session=session).delete()
    if not rulings:
        return
    PointsDecision.objects.bulk_create(
        PointsDecision(
            season_id=session.season_id,
            effect=PointsDecision.Effect.POINTS,
            session=session,
            value=-row.points,
            ruling_id=row.decision_id,
            number=row.number,
            decided_on=row.decided_at and row.decided_at.date(),
            article=row.article,
            reason=row.reason,
            state=row.state,
            **whom,
        )
        for row in rulings
        for whom in _concerned(classification, row)
    )


def _concerned(classification: Classification, ruling: AppliedDecision) -> Iterator[dict[str, int]]:
    entry = ruling.event_entry.entry
    yield {"entry_id": entry.pk}
    yield {"team_id": entry.team_id}
    crew = ClassifiedDriver.objects.filter(
        line__classification=classification, line__event_entry=ruling.event_entry_id
    )
    yield from ({"driver_id": driver} for driver in crew.values_list("driver_id", flat=True))
