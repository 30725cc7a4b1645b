import factory

from championship.models import Car, Manufacturer

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
