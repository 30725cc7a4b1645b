from datetime import date

import factory

from championship.models import Event, Round, Session

from .base import Factory
from .circuit import CircuitFactory
from .series import SeasonFactory


class EventFactory(Factory):
    """A meeting from Friday 2 to Sunday 4 February 2024."""

    season = factory.SubFactory(SeasonFactory)
    slug = factory.Sequence(lambda n: f"event-{n}")
    name = factory.Sequence(lambda n: f"Event {n}")
    circuit = factory.SubFactory(CircuitFactory)
    starts_on = date(2024, 2, 2)
    ends_on = date(2024, 2, 4)

    class Meta:
        model = Event


class RoundFactory(Factory):
    """The next round of the event's season: 1, 2, 3."""

    event = factory.SubFactory(EventFactory)
    number = factory.LazyAttribute(lambda round: round.event.season.rounds.count() + 1)

    class Meta:
        model = Round


class SessionFactory(Factory):
    """A practice on the first day of its event, its time to be announced."""

    event = factory.SubFactory(EventFactory)
    kind = Session.Kind.PRACTICE
    slug = factory.Sequence(lambda n: f"session-{n}")
    name = factory.Sequence(lambda n: f"Session {n}")
    starts_on = factory.SelfAttribute("event.starts_on")

    _follow = {"round": ("event", "event")}

    class Meta:
        model = Session


class RaceFactory(SessionFactory):
    """A race on the last day of its event, a round by itself."""

    round = factory.SubFactory(RoundFactory, event=factory.SelfAttribute("..event"))
    kind = Session.Kind.RACE
    starts_on = factory.SelfAttribute("event.ends_on")
