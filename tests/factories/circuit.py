import factory

from championship.models import Circuit

from .base import Factory


class CircuitFactory(Factory):
    """A circuit four hours ahead of UTC all year."""

    slug = factory.Sequence(lambda n: f"circuit-{n}")
    name = factory.Sequence(lambda n: f"Circuit {n}")
    country = "AE"
    time_zone = "Asia/Dubai"

    class Meta:
        model = Circuit
