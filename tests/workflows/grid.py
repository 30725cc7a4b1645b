"""Whole grids of cars, for what must cost no more for ten times the cars."""

from championship.models import CrewSeat, Driver, Entry
from tests.factories import CarClassFactory, TeamFactory


def grid(season, cars, **facts):
    """So many entries of one team, numbered from 1, each with a driver; confirmed by default."""
    car_class, team = CarClassFactory(season=season), TeamFactory()
    facts = {"status": Entry.Status.CONFIRMED} | facts
    entries = Entry.objects.bulk_create(
        Entry(season=season, number=str(number), car_class=car_class, team=team, **facts)
        for number in range(1, cars + 1)
    )
    drivers = Driver.objects.bulk_create(
        Driver(slug=f"of-{entry.pk}", family_name=f"Driver of {entry.number}") for entry in entries
    )
    CrewSeat.objects.bulk_create(
        CrewSeat(entry=entry, driver=driver) for entry, driver in zip(entries, drivers, strict=True)
    )
    return entries
