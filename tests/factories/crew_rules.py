import factory

from championship.models import CategoryLimit, Waiver

from .base import Factory
from .entry import EntryFactory
from .series import CarClassFactory


class CategoryLimitFactory(Factory):
    """A crew needs a Bronze driver."""

    car_class = factory.SubFactory(CarClassFactory)
    bronze = True
    at_least = 1

    class Meta:
        model = CategoryLimit


class WaiverFactory(Factory):
    """For the whole season; for an event with `entry=None, event_entry=...`."""

    entry = factory.SubFactory(EntryFactory)
    rule = Waiver.Rule.CATEGORIES
    reason = "Decision 3 of the stewards"

    class Meta:
        model = Waiver
