"""What the places of a season earn, and who holds it."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from championship.models import Award, Championship, Season, Standing

from .recipients import JOINED, Recipient, recipient_entry, recipient_of

GIVEN = {Award.State.AWARDED, Award.State.ACCEPTED, Award.State.DECLINED}


@dataclass(frozen=True, slots=True)
class AwardLine:
    """An award of a championship and who holds it, or would get it today."""

    award: Award
    holder: Recipient | None


def award_lines(season: Season) -> list[AwardLine]:
    """The awards of a season with their holders, provisional ones by the newest tables.

    Two queries.
    """
    return lines_of(season.awards.order_by("championship__order", "place", "pk"))


def lines_of(chosen: QuerySet[Award]) -> list[AwardLine]:
    """These awards in their order, as award_lines(). Two queries, whatever their seasons."""
    awards = list(
        chosen.select_related(
            "championship__car_class", "season__series", "holder__team", "holder__car_class"
        )
    )
    newest = Standing.objects.filter(championship=OuterRef("championship")).order_by("-after")
    standings = (
        Standing.objects.filter(
            championship__in={award.championship_id for award in awards},
            rank__in={award.place for award in awards},
            after=Subquery(newest.values("after")[:1]),
        )
        .select_related(*JOINED)
        .order_by("-order")
    )
    at_place = {(row.championship_id, row.rank): recipient_of(row) for row in standings}
    return [
        AwardLine(award, _holder(award, at_place.get((award.championship_id, award.place))))
        for award in awards
    ]


def awards_of(championship: Championship, at_place: dict[int, Recipient]) -> list[AwardLine]:
    """The awards of one championship, provisional ones by who is at each place. One query."""
    awards = championship.awards.select_related("holder__team", "holder__car_class")
    return [AwardLine(award, _holder(award, at_place.get(award.place))) for award in awards]


def won_by(recipient: Recipient, awards: list[AwardLine]) -> tuple[str, ...]:
    """The kinds of award that are given to a recipient."""
    return tuple(
        line.award.kind for line in awards if line.award.state in GIVEN and line.holder == recipient
    )


def _holder(award: Award, would_get_it: Recipient | None) -> Recipient | None:
    if award.state == Award.State.PROVISIONAL:
        return would_get_it
    if award.holder is None:
        return None
    return recipient_entry(award.holder)
