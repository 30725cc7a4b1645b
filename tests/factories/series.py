from datetime import date

import factory

from championship.models import CarClass, ClassAlias, Season, Series

from .base import Factory


class SeriesFactory(Factory):
    slug = factory.Sequence(lambda n: f"series-{n}")
    name = factory.Sequence(lambda n: f"Series {n}")

    class Meta:
        model = Series


class SeasonFactory(Factory):
    """A public season from 1 January to 31 December 2024."""

    series = factory.SubFactory(SeriesFactory)
    slug = factory.Sequence(lambda n: f"season-{n}")
    name = factory.Sequence(lambda n: f"Season {n}")
    starts_on = date(2024, 1, 1)
    ends_on = date(2024, 12, 31)
    is_public = True

    class Meta:
        model = Season


class CarClassFactory(Factory):
    season = factory.SubFactory(SeasonFactory)
    slug = factory.Sequence(lambda n: f"class-{n}")
    code = factory.Sequence(lambda n: f"Class {n}")

    _follow = {"parent": ("season", "season")}

    class Meta:
        model = CarClass


class ClassAliasFactory(Factory):
    car_class = factory.SubFactory(CarClassFactory)
    name = factory.Sequence(lambda n: f"Other class {n}")

    class Meta:
        model = ClassAlias
