from datetime import date

import factory

from championship.models import Driver, DriverAlias, DriverCategory

from .base import Factory


class DriverFactory(Factory):
    slug = factory.Sequence(lambda n: f"driver-{n}")
    given_name = "Alex"
    family_name = factory.Sequence(lambda n: f"Driver {n}")
    country = "GB"

    class Meta:
        model = Driver


class DriverAliasFactory(Factory):
    driver = factory.SubFactory(DriverFactory)
    name = factory.Sequence(lambda n: f"Sasha Driver {n}")

    class Meta:
        model = DriverAlias


class DriverCategoryFactory(Factory):
    driver = factory.SubFactory(DriverFactory)
    category = DriverCategory.Category.SILVER
    valid_from = date(2024, 1, 1)

    class Meta:
        model = DriverCategory
