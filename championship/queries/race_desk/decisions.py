"""The decisions that the stewards have not put in force."""

from championship.models import Decision

SHOWN = 20


def draft_decisions() -> list[Decision]:
    """Drafts with their cars and sessions, those of the newest session first. One query."""
    drafts = Decision.objects.filter(state=Decision.State.DRAFT).select_related(
        "event_entry__car_class", "session__event__circuit", "session__season__series"
    )
    return list(drafts.order_by("-session__starts_on", "session", "number", "pk")[:SHOWN])
