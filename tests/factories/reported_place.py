import factory

from championship.models import ReportedPlace

from .base import Factory
from .championship import ChampionshipFactory
from .entry import EntryFactory


class ReportedPlaceFactory(Factory):
    """The next line of a final table as others report it: a car of the season."""

    championship = factory.SubFactory(ChampionshipFactory)
    entry = factory.SubFactory(
        EntryFactory,
        season=factory.SelfAttribute("..championship.season"),
        car_class=factory.SelfAttribute("..championship.car_class"),
    )
    order = factory.LazyAttribute(lambda row: row.championship.reported_places.count() + 1)
    place = factory.SelfAttribute("order")

    class Meta:
        model = ReportedPlace
