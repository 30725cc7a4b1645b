"""Decisions of stewards and amended results of the season 2023/24, and how pages tell them."""

from datetime import UTC, datetime

from championship.models import Classification, Session
from championship.workflows.results import publish_classification
from tests.factories import DecisionFactory

RESULTS = "/aslms/2023-24/results/"
EVENTS = "/aslms/2023-24/events/"


def footnotes(page):
    return [node.seen for node in page.root.find("li") if node.attrs.get("id")]


def rule(slug, *, order, **facts):
    """A decision in force on the car that was timed in this place."""
    session = Session.objects.get(slug=slug)
    return DecisionFactory(
        session=session,
        event_entry=session.results.get(order=order).event_entry,
        **{"number": str(31 + order), "reason": "Driving time.", "state": "in_force"} | facts,
    )


def amend(slug, **facts):
    publish_classification(
        Session.objects.get(slug=slug),
        state=Classification.State.AMENDED,
        published_at=datetime(2024, 2, 4, 18, 31, tzinfo=UTC),
        **facts,
    )
