"""A folder of official tables as a season pack, to go the way that every season goes.

What a pack needs and the files don't have is given: one class for all cars, one circuit,
numbers that tell the cars of a season apart, where one number stood on two of them.
"""

from itertools import count

from championship.scoring.rules import parse_parts, write_parts

from .folder import (
    COUNTBACK,
    EFFECTS,
    LISTED,
    RECIPIENTS,
    STATES,
    SUBJECTS,
    WITH_A_NUMBER,
    Folder,
    fastest_lap_within,
)

SERIES, CIRCUIT, CLASS = "official", "any", "all"


def season_pack(folder: Folder) -> dict:
    """Everything in a folder, its official tables too, in the format of docs/season-pack.md."""
    return _Pack(folder).content()


class _Pack:
    def __init__(self, folder: Folder):
        self.folder = folder
        self.races = folder.races()
        self.days = {int(row["round"]): row["date"] for row in folder.rows("results")}
        self.names = {int(row["round"]): row["event"] for row in folder.rows("results")}
        self.cars: dict[tuple, str] = {}  # entry of a car: round, drivers, and which of theirs
        self.results = [self.result(*race) for race in self.races]

    def content(self) -> dict:
        folder, days = self.folder, sorted(self.days.values())
        return {
            "format": "pitboard-season-pack",
            "version": 1,
            "series": {"slug": SERIES, "name": "Official tables"},
            "season": {
                "slug": folder.path.name,
                "name": folder.path.name,
                "starts_on": days[0],
                "ends_on": days[-1],
            },
            "classes": [{"slug": CLASS, "code": "All"}],
            "manufacturers": self.named("constructor"),
            "cars": [
                {"slug": maker["slug"], "name": maker["name"], "manufacturer": maker["slug"]}
                for maker in self.named("constructor")
            ],
            "circuits": [{"slug": CIRCUIT, "name": "Any circuit", "time_zone": "UTC"}],
            "teams": self.named("constructor"),
            "drivers": [self.driver(row) for row in self.named("driver")],
            "entries": [self.entry(*car) for car in self.cars.items()],
            "events": [self.event(number) for number in self.days],
            "results": self.results,
            "points_scales": [scale for title in folder.titles for scale in self.scales(title)],
            "championships": [self.championship(title) for title in folder.titles],
            "points_decisions": [self.decision(row) for row in folder.decisions()],
        }

    def named(self, kind: str) -> list[dict]:
        names = {row[f"{kind}_id"]: row[kind] for row in self.folder.rows("results")}
        return [{"slug": key, "name": name} for key, name in names.items()]

    def driver(self, row: dict) -> dict:
        given, _space, family = row["name"].rpartition(" ")
        return {"slug": row["slug"], "given_name": given, "family_name": family}

    # Events and results

    def event(self, number: int) -> dict:
        day = self.days[number]
        return {
            "slug": f"round-{number}",
            "name": self.names[number],
            "circuit": CIRCUIT,
            "starts_on": day,
            "ends_on": day,
            "rounds": [{"number": number}],
            "sessions": [
                {
                    "slug": _session(number, kind),
                    "name": kind,
                    "kind": kind,
                    "round": number,
                    "starts_on": day,
                }
                for at, kind, _cars in self.races
                if at == number
            ],
            "entries": [{"entry": name} for key, name in self.cars.items() if key[0] == number],
        }

    def entry(self, key: tuple, name: str) -> dict:
        _round, crew, maker, _which = key
        return {
            "id": name,
            "number": name,
            "class": CLASS,
            "team": maker,
            "car": maker,
            "crew": list(crew),
        }

    def result(self, number: int, kind: str, cars: list) -> dict:
        names = [self.car(number, car, cars[:index]) for index, car in enumerate(cars)]
        held = {"pole": "pole", "fastest_lap": "fastest_lap"}
        return {
            "session": _session(number, kind),
            "lines": [
                {"car": name, "status": STATES[car[0]["status"]].value} | _laps(car[0])
                for name, car in zip(names, cars, strict=True)
            ],
            "bonuses": [
                {"kind": bonus, "car": name, "class": CLASS, "driver": row["driver_id"]}
                for bonus, column in held.items()
                for name, car in zip(names, cars, strict=True)
                for row in car
                if row[column] == "Y"
            ],
            "classifications": [{"state": "final"}],
        }

    def car(self, number: int, car: list, before: list) -> str:
        """The entry of a car: the same in a sprint and its race, by who drove it."""
        crew, maker = tuple(row["driver_id"] for row in car), car[0]["constructor_id"]
        which = sum(tuple(row["driver_id"] for row in other) == crew for other in before)
        key = number, crew, maker, which
        if key not in self.cars:
            taken = set(self.cars.values())
            names = (f"{number:02}{index:02}" for index in count(1))
            self.cars[key] = next(name for name in names if name not in taken)
        return self.cars[key]

    # Titles

    def scales(self, title: str) -> list[dict]:
        rules = self.folder.rules(title)
        race = {
            "points": rules["race_points"].split(),
            "fastest_lap_points": rules.get("fastest_lap_points", "0"),
            "equal_holders": "share",
        }
        within = fastest_lap_within(rules)
        scales = {"race": race | ({"fastest_lap_within": within} if within else {})}
        if "sprint_points" in rules:
            scales["sprint"] = {"points": rules["sprint_points"].split()}
        return [
            {"slug": f"{title}-{kind}", "name": f"{title}, {kind}"} | scale
            for kind, scale in scales.items()
        ]

    def championship(self, title: str) -> dict:
        return {
            "slug": title,
            "name": title,
            "recipient": RECIPIENTS[title].value,
            "rules": [self.rules(title)],
            "official_tables": [self.official_table(title)],
        }

    def rules(self, title: str) -> dict:
        rules = self.folder.rules(title)
        scales = ["race", *(["sprint"] if "sprint_points" in rules else [])]
        cars = rules.get("cars_counted", "all")
        parts = write_parts(parse_parts(rules["results_counted"]))
        return {
            "scales": {kind: f"{title}-{kind}" for kind in scales},
            "excluded_rounds": list(map(int, rules.get("rounds_excluded", "").split())),
            **({} if cars == "all" else {"cars_counted": int(cars)}),
            "crew": rules["shared_car"],
            "bonus_to": "driver",
            **({"results_counted": parts} if parts else {}),
            "listed": LISTED[rules["listed"]].value,
            "countback": COUNTBACK[rules["tie_break"]].value,
            "countback_sprints": rules["sprint_in_tie_break"] == "yes",
            "still_equal": rules["tie_break_then"],
        }

    def official_table(self, title: str) -> dict:
        return {
            "after_round": max(self.days),
            "source": "official final table",
            "rows": [
                {
                    "position": row["position"],
                    RECIPIENTS[title].value: row[f"{title[:-1]}_id"],
                    "points": row["points"],
                }
                for row in self.folder.rows(f"{title}_standings")
            ],
        }

    def decision(self, row: dict) -> dict:
        subject, effect = SUBJECTS[row["subject_kind"]], EFFECTS[row["decision"]]
        has_number, is_excluded = row["decision"] in WITH_A_NUMBER, row["decision"] == "excluded"
        return {
            "effect": effect.value,
            "reason": row["note"],
            **({subject.value: row["subject"]} if subject else {}),
            **({"championships": [row["championship"]]} if row["championship"] != "both" else {}),
            **({"session": _session(row["round"], row["session"])} if row["session"] else {}),
            **({"round": int(row["round"])} if row["round"] else {}),
            **({"value": row["value"]} if has_number else {}),
            **({"shown_as": row["value"]} if is_excluded else {}),
            **({"keeps_points": True} if is_excluded and row["subject_kind"] == "driver" else {}),
        }


def _session(number: int | str, kind: str) -> str:
    return f"round-{number}-{kind}"


def _laps(row: dict) -> dict:
    return {"laps": int(row["laps"])} if row["laps"] else {}
