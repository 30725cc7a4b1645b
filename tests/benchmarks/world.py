"""The seasons that are measured."""

from importlib import resources


def load_shipped_season():
    from championship.imports.season_pack import read_season_pack
    from championship.workflows.season_pack import load_season_pack

    file = resources.files("championship.packs").joinpath("aslms-2023-24.json")
    with file.open("rb") as stream:
        pack, _problems = read_season_pack(stream)
    load_season_pack(pack)


def make_season_of_forty_cars():
    """A table of forty cars after five rounds, at /bench/2024/standings/title/."""
    from tests.factories import SeasonFactory
    from tests.queries.racing import car_of, championship, run

    title = championship(season=SeasonFactory(slug="2024", series__slug="bench"))
    cars = [car_of(title, number=str(number)) for number in range(1, 41)]
    for turn in range(5):
        run(title, *cars[turn:], *cars[:turn])


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    load_shipped_season()
    make_season_of_forty_cars()
