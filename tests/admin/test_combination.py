"""How a title is made of others at the race desk: previewed, asked about, refused in words."""

import pytest
from django.contrib.admin.models import LogEntry

from championship.models import Championship, Combination, CombinationSource, Standing
from championship.workflows.standings import differences, store_standings
from tests.factories import (
    ChampionshipFactory,
    CombinationFactory,
    CombinationSourceFactory,
    TeamFactory,
)

from .browser import answered, errors, save
from .registry import address


@pytest.fixture
def title(aslms, elms):
    """The LMP2 teams of both Le Mans Series, as published."""
    row = ChampionshipFactory(
        season=aslms,
        slug="combined",
        name="LMP2, both series",
        recipient=Championship.Recipient.TEAM,
        car_class=None,
        rules=False,
    )
    combination = CombinationFactory(championship=row)
    for season in (elms, aslms):
        source = season.championships.get(slug="lmp2-teams")
        CombinationSourceFactory(combination=combination, championship=source)
    store_standings(aslms)
    return row


def page_of(row):
    return address(type(row), "change", row.pk)


def lines(part, *rows, kept=0):
    """What a browser sends of new lines behind those that are there."""
    data = {f"{part}-TOTAL_FORMS": str(kept + len(rows))}
    for number, row in enumerate(rows, start=kept):
        data |= {f"{part}-{number}-{name}": value for name, value in row.items()}
    return data


def source(championship, **answers):
    """A line for a title that counts."""
    counts = {"order": "", "rounds": "all", "weight": "1", "minimum_rounds": "0"}
    return {"championship": championship.pk} | counts | answers


def tables():
    return list(Standing.objects.order_by("pk").values_list())


def test_a_title_is_made_of_others_on_a_page_of_its_own(desk, aslms, elms):
    row = ChampionshipFactory(
        season=aslms, name="Combined", recipient="team", car_class=None, rules=False
    )
    assert save(desk, address(Combination, "add"), championship=row.pk).status_code == 302
    combination = row.combination

    titles = (one.championships.get(slug="lmp2-teams") for one in (elms, aslms))
    response = save(desk, page_of(combination), **lines("sources", *map(source, titles)))

    assert response.status_code == 302
    first = row.standings.filter(after=11).order_by("order").first()
    assert (first.team.name, first.points) == ("Algarve Pro Racing", 158)
    assert list(combination.sources.values_list("order", flat=True)) == [1, 2]
    assert differences(aslms) == []


def test_the_page_of_the_championship_leads_to_it(desk, title):
    response = desk.get(page_of(title))

    assert page_of(title.combination) in response.text
    assert "made of other titles: sum of the points" in response.text
    assert "Add rules" not in response.text


def test_the_preview_shows_the_tables_and_saves_nothing(desk, title):
    before = tables()

    response = save(desk, page_of(title.combination), method="ranks", _preview="1")

    assert [str(one.championship) for one in response.context["changes"]] == ["LMP2, both series"]
    assert (tables(), Combination.objects.get().method) == (before, "points")


def test_a_change_of_a_published_table_is_asked_about(desk, title):
    before = tables()

    response = save(desk, page_of(title.combination), **{"sources-0-weight": "1/2"})

    assert {str(one.championship) for one in response.context["changes"]} == {"LMP2, both series"}
    assert tables() == before
    assert not LogEntry.objects.exists()


def test_a_confirmed_change_is_stored_with_its_tables(desk, title, aslms):
    asked = save(desk, page_of(title.combination), **{"sources-0-weight": "1/2"})

    response = desk.post(page_of(title.combination), answered(asked))

    assert response.status_code == 302
    newest = title.standings.filter(after=11, team__slug="algarve-pro-racing").get()
    assert newest.points == 113 / 2 + 45
    assert differences(aslms) == []
    assert "Bulletin 7" in LogEntry.objects.get().get_change_message()


def test_a_change_of_the_rules_of_a_source_asks_about_the_combined_table_too(desk, title, elms):
    rules = elms.championships.get(slug="lmp2-teams").rules.get()

    response = save(desk, page_of(rules), results_counted="1")

    assert {str(one.championship) for one in response.context["changes"]} == {
        "LMP2 teams",
        "LMP2, both series",
    }


def test_two_titles_that_count_can_change_places(desk, title):
    first, second = title.combination.sources.all()

    save(desk, page_of(title.combination), **{"sources-0-order": "2", "sources-1-order": "1"})

    assert list(title.combination.sources.order_by("order")) == [second, first]
    assert differences(title.season) == []


def test_one_team_under_two_names_is_typed_there(desk, title):
    one, other = (TeamFactory() for _number in range(2))

    response = save(
        desk,
        page_of(title.combination),
        **lines("identities", {"team": one.pk, "as_team": other.pk}),
    )

    assert response.status_code == 302
    assert title.combination.identities.get().as_team == other


def test_deleting_it_asks_because_its_tables_go(desk, title):
    response = desk.post(address(Combination, "delete", title.combination.pk), {"post": "yes"})

    assert {str(one.championship) for one in response.context["changes"]} == {"LMP2, both series"}
    assert title.standings.exists()


# Refused in words


def test_a_title_of_cars_is_refused(desk, aslms):
    row = aslms.championships.get(slug="lmp2-teams")

    response = save(desk, address(Combination, "add"), championship=row.pk)

    assert errors(response) == ["Over several titles only teams or drivers can be ranked."]


def test_no_championship_is_refused(desk):
    response = save(desk, address(Combination, "add"))

    assert errors(response) == ["This field is required."]


def test_a_title_that_counts_for_another_is_refused(desk, title, elms):
    row = ChampionshipFactory(season=elms, recipient="team")
    CombinationSourceFactory(combination=title.combination, championship=row)

    response = save(desk, address(Combination, "add"), championship=row.pk)

    assert errors(response) == [
        "This title counts for a combined one: it can't be made of others itself."
    ]


def test_a_combined_title_as_source_is_refused(desk, title, elms):
    other = source(CombinationFactory(championship__season=elms).championship)

    response = save(desk, page_of(title.combination), **lines("sources", other, kept=2))

    assert errors(response) == ["This title is a combined one itself."]


def test_a_source_that_ranks_others_is_refused(desk, title, elms):
    drivers = elms.championships.get(slug="lmp2-drivers")

    response = save(desk, page_of(title.combination), **lines("sources", source(drivers), kept=2))

    assert errors(response) == ["This title does not rank the same."]


def test_a_source_twice_is_refused(desk, title, elms):
    again = elms.championships.get(slug="lmp2-teams")

    response = save(desk, page_of(title.combination), **lines("sources", source(again), kept=2))

    assert "Please correct the duplicate" in " ".join(errors(response))


def test_best_rounds_without_their_number_are_refused(desk, title):
    response = save(desk, page_of(title.combination), **{"sources-0-rounds": "best"})

    assert errors(response) == ["Say how many of the best rounds count, only there."]


def test_one_scale_without_a_scale_is_refused(desk, title):
    response = save(desk, page_of(title.combination), method="scale")

    assert errors(response) == ["Choose the points scale."]


def test_a_scale_of_another_season_is_refused(desk, title, elms):
    scale = elms.points_scales.first()

    response = save(desk, page_of(title.combination), method="scale", scale=scale.pk)

    assert errors(response) == ["This belongs to another season."]


def test_a_team_that_counts_as_itself_is_refused(desk, title):
    team = TeamFactory()

    response = save(
        desk,
        page_of(title.combination),
        **lines("identities", {"team": team.pk, "as_team": team.pk}),
    )

    assert errors(response) == ["Choose two that are one."]


def test_a_chain_of_teams_is_refused(desk, title):
    one, two, three = (TeamFactory().pk for _number in range(3))
    chain = {"team": one, "as_team": two}, {"team": two, "as_team": three}

    response = save(desk, page_of(title.combination), **lines("identities", *chain))

    assert errors(response) == ["Whoever others count as can't count as another."]


def test_a_source_keeps_whom_it_ranks(desk, title, elms):
    row = elms.championships.get(slug="lmp2-teams")

    response = save(desk, page_of(row), recipient="driver")

    assert errors(response) == ["It counts for a combined title that ranks others."]


def test_a_combined_title_keeps_whom_it_ranks(desk, title):
    response = save(desk, page_of(title), recipient="driver")

    assert errors(response) == ["It is made of titles that rank the same."]


def test_a_refusal_leaves_everything_as_it_was(desk, title):
    before = tables(), list(CombinationSource.objects.values_list())

    save(desk, page_of(title.combination), **{"sources-0-rounds": "best"})

    assert (tables(), list(CombinationSource.objects.values_list())) == before
