import factory

from championship.models import Car, CarAlias, Manufacturer

from .base import Factory


class ManufacturerFactory(Factory):
    slug = factory.Sequence(lambda n: f"manufacturer-{n}")
    name = factory.Sequence(lambda n: f"Manufacturer {n}")

    class Meta:
        model = Manufacturer


class CarFactory(Factory):
    slug = factory.Sequence(lambda n: f"car-{n}")
    manufacturer = factory.SubFactory(ManufacturerFactory)
    name = factory.Sequence(lambda n: f"Car {n}")

    class Meta:
        model = Car


class CarAliasFactory(Factory):
    car = factory.SubFactory(CarFactory)
    name = factory.Sequence(lambda n: f"Other car {n}")

    class Meta:
        model = CarAlias
