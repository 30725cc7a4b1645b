"""The rules of crews of a season's classes, as the rules of the sport take them."""

from championship.models import CarClass, Season
from championship.scoring.crews import CrewRules, Limit


def crew_rules(season: Season) -> dict[int, CrewRules]:
    """What holds for the crews of each class, by its key, and of a class it is part of.

    Three queries.
    """
    classes = season.classes.prefetch_related("category_limits", "cars")
    own = {car_class: _own_rules(car_class) for car_class in classes}
    by_key = {car_class.pk: rules for car_class, rules in own.items()}
    return {
        car_class.pk: rules.within(by_key.get(car_class.parent_id, CrewRules()))
        for car_class, rules in own.items()
    }


def _own_rules(car_class: CarClass) -> CrewRules:
    return CrewRules(
        car_class.drivers_at_least,
        car_class.drivers_at_most,
        tuple(
            Limit(frozenset(limit.categories), limit.at_least, limit.at_most)
            for limit in car_class.category_limits.all()
        ),
        frozenset(car.pk for car in car_class.cars.all()),
    )
