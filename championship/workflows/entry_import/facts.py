"""What a file adds to what is known of teams and drivers: countries and categories."""

from championship.imports.entry_list import CellProblem
from championship.models import Driver, DriverCategory, Team

from .plan import Category, Country, FieldChange, NewFacts


def who(row: Team | Driver) -> tuple[str, int]:
    """A key for a row that may not be stored yet."""
    return (type(row).__name__, row.pk or -id(row))


class Facts:
    """Gathers new facts line by line; `gathered` holds them for the import."""

    def __init__(self, categories: dict[int, DriverCategory], problems: list[CellProblem]):
        self.categories, self.problems = categories, problems
        self.gathered = NewFacts()

    def country_beside(self, row: Team | Driver, code: str) -> str:
        """What an entry prints beside a row's own country: "" where the two agree.

        Whoever has no country yet gets this one.
        """
        added = self.gathered.countries
        own = str(row.country) or (added[who(row)].code if who(row) in added else "")
        if not own:
            added[who(row)] = Country(row, code)
        return "" if code == (own or code) else code

    def note_category(self, driver: Driver, category: str, line: int, column: str) -> None:
        """Unless this category counts on the list's day already, it counts from that day on."""
        added = self.gathered.categories
        told = added.setdefault(who(driver), Category(driver, category, line))
        if told.category != category:
            params = {"driver": str(driver), "other_line": told.line}
            self.problems.append(CellProblem(line, column, category, "two_categories", params))

    def drop_known_categories(self) -> None:
        """Keep only what differs from what counts on the day. To be called after all lines."""
        self.gathered.categories = {
            key: one
            for key, one in self.gathered.categories.items()
            if one.category != self.category_before(one.driver)
        }

    def category_before(self, driver: Driver) -> str:
        known = self.categories.get(driver.pk) if driver.pk else None
        return known.category if known else ""

    def changes_of(self, row: Team | Driver) -> list[FieldChange]:
        """What is new of somebody whom the site knows already."""
        if row.pk is None:
            return []
        changes = []
        if who(row) in self.gathered.countries:
            code = self.gathered.countries[who(row)].code
            changes.append(FieldChange("own_country", "", code, str(row)))
        if who(row) in self.gathered.categories:
            category = self.gathered.categories[who(row)].category
            before = self.category_before(row)
            changes.append(FieldChange("category", before, category, str(row)))
        return changes
