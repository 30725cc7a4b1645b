"""What publishing would change, told before anything is public."""

from fractions import Fraction

import pytest

from championship.models import Classification, Decision, LedgerLine, PointsDecision, Standing
from championship.queries.award_words import names_of
from championship.workflows.awards import take_step
from championship.workflows.results import publish_classification, restore_classification
from championship.workflows.simulate import simulate, simulate_each, simulate_restoring
from tests.factories import (
    AwardFactory,
    CarClassFactory,
    ChampionshipFactory,
    CombinationFactory,
    CombinationSourceFactory,
    DecisionFactory,
    GridSourceFactory,
    RaceFactory,
    ResultFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def gt():
    return CarClassFactory(code="GT")


@pytest.fixture
def title(gt):
    return ChampionshipFactory(season=gt.season, car_class=gt, name="GT teams")


@pytest.fixture
def race(gt, title):
    """A race of GT cars 88, 91 and 95, ten seconds apart, with a title for the cars."""
    return race_of(gt, ("88", "91", "95"))


def race_of(gt, numbers, entries=None, **facts):
    race = RaceFactory(event__season=gt.season, **facts)
    for order, number in enumerate(numbers, start=1):
        known = {"event_entry__entry": entries[number]} if entries else {}
        ResultFactory(
            session=race,
            order=order,
            time_ms=14_000_000 + order * 10_000,
            **(
                known or {"event_entry__entry__number": number, "event_entry__entry__car_class": gt}
            ),
        )
    return race


def next_race(race, numbers):
    """A later race of the same cars."""
    entries = {row.event_entry.number: row.event_entry.entry for row in race.results.all()}
    return race_of(next(iter(entries.values())).car_class, numbers, entries)


def decide(race, car, *, seconds=None, penalty="time", **facts):
    facts = {"time_ms": seconds and seconds * 1000, **facts}
    result = race.results.get(event_entry__number=car)
    return DecisionFactory(session=race, event_entry=result.event_entry, penalty=penalty, **facts)


def order(simulation):
    """Number, place in class before and after."""
    return [
        (row.line.number, row.before and row.before.class_place, row.line.class_place)
        for row in simulation.rows
    ]


def changes(simulation):
    return [
        (row.name[:3], row.rank_before, row.rank_after, row.gains)
        for table in simulation.tables
        for row in table.changed
    ]


# The order


def test_a_draft_is_shown_as_if_it_were_in_force(race):
    publish_classification(race, state="provisional")
    draft = decide(race, "88", seconds=15)

    simulation = simulate(race, [draft.pk])

    assert order(simulation) == [("91", 2, 1), ("88", 1, 2), ("95", 3, 3)]
    assert [row.line.number for row in simulation.moved] == ["91", "88"]


def test_a_draft_that_is_not_chosen_changes_nothing(race):
    publish_classification(race, state="provisional")
    decide(race, "88", seconds=15)

    assert simulate(race).is_empty


def test_several_drafts_are_shown_together(race):
    publish_classification(race, state="provisional")
    drafts = [decide(race, "88", seconds=15), decide(race, "91", seconds=25)]

    simulation = simulate(race, [draft.pk for draft in drafts])

    assert order(simulation) == [("88", 1, 1), ("95", 3, 2), ("91", 2, 3)]


def test_before_the_first_publication_it_is_compared_with_the_result_without_decisions(race):
    decide(race, "88", seconds=15, state=Decision.State.IN_FORCE)
    draft = decide(race, "91", seconds=25)

    simulation = simulate(race, [draft.pk])

    assert simulation.last is None
    assert order(simulation) == [("88", 1, 1), ("95", 3, 2), ("91", 2, 3)]


def test_a_car_that_is_disqualified_loses_its_place(race):
    publish_classification(race, state="provisional")
    draft = decide(race, "88", penalty="disqualification")

    last = simulate(race, [draft.pk]).rows[-1]

    assert (last.line.number, last.line.status, last.before.class_place) == (
        "88",
        "disqualified",
        1,
    )
    assert last.moves


def test_a_car_that_is_no_longer_in_the_result_is_gone(race):
    publish_classification(race, state="provisional")
    race.results.get(event_entry__number="91").delete()

    simulation = simulate(race)

    assert [line.number for line in simulation.gone] == ["91"]
    assert order(simulation) == [("88", 1, 1), ("95", 3, 2)]


def test_places_lost_on_the_grid_are_shown(race):
    qualifying = SessionFactory(event=race.event, kind="qualifying")
    for place, result in enumerate(race.results.all(), start=1):
        ResultFactory(
            session=qualifying,
            event_entry=result.event_entry,
            order=place,
            best_lap_ms=100_000 + place,
        )
    publish_classification(qualifying, state="final")
    GridSourceFactory(race=race, qualifying=qualifying)
    publish_classification(race, state="provisional")
    draft = decide(race, "88", penalty="grid_places", places=2)

    rows = {row.line.number: row for row in simulate(race, [draft.pk]).rows}

    assert (rows["88"].grid_before, rows["88"].line.grid_place) == (1, 3)
    assert (rows["91"].grid_before, rows["91"].line.grid_place) == (2, 1)


def test_the_footnotes_are_lettered_in_the_order_of_the_result(race):
    decide(race, "95", penalty="warning", reason="Track limits.", state=Decision.State.IN_FORCE)
    draft = decide(race, "88", seconds=15, number="12", reason="Short driving time.")

    simulation = simulate(race, [draft.pk])

    assert [
        (note.letter, note.number, note.decision.place_before, note.decision.place_after)
        for note in simulation.footnotes
    ] == [("a", "88", 1, 2), ("b", "95", 3, 3)]
    assert [row.letters for row in simulation.rows] == [(), ("a",), ("b",)]


# Tables, titles and awards


def test_points_and_ranks_that_move_are_shown(race):
    publish_classification(race, state="provisional")
    draft = decide(race, "88", seconds=15)

    assert changes(simulate(race, [draft.pk])) == [("#91", 2, 1, 7), ("#88", 1, 2, -7)]


def test_a_table_that_is_not_published_yet_is_compared_with_the_round_before(race):
    publish_classification(race, state="final")
    second = next_race(race, ("95", "88", "91"))

    simulation = simulate(second)

    (table,) = simulation.tables
    assert (table.after, table.since) == (2, 1)
    assert changes(simulation) == [("#88", 1, 1, 18), ("#95", 3, 2, 25), ("#91", 2, 3, 15)]


def test_points_that_stewards_take_are_shown(race):
    publish_classification(race, state="provisional")
    draft = decide(race, "88", penalty="points", points=Fraction(8))

    simulation = simulate(race, [draft.pk])

    assert changes(simulation) == [("#91", 2, 1, 0), ("#88", 1, 2, -8)]
    assert not simulation.moved


def test_the_lead_before_and_after_is_shown_with_its_gap(race, title):
    publish_classification(race, state="provisional")
    draft = decide(race, "88", seconds=15)

    (change,) = simulate(race, [draft.pk]).titles

    assert change.championship == title
    assert (change.before.names[0][:3], change.before.gap) == ("#88", 7)
    assert (change.after.names[0][:3], change.after.gap) == ("#91", 7)
    assert change.changes_hands


def test_a_lead_that_grows_is_shown_and_does_not_change_hands(race):
    publish_classification(race, state="provisional")
    draft = decide(race, "91", penalty="points", points=Fraction(5))

    (change,) = simulate(race, [draft.pk]).titles

    assert (change.before.gap, change.after.gap) == (7, 10)
    assert not change.changes_hands


@pytest.mark.parametrize(("rounds_to_come", "is_decided"), [(0, True), (1, False)])
def test_whoever_leads_after_the_last_round_is_champion(race, rounds_to_come, is_decided):
    publish_classification(race, state="provisional")
    for _round in range(rounds_to_come):
        RaceFactory(event__season=race.season)
    draft = decide(race, "88", seconds=15)

    (change,) = simulate(race, [draft.pk]).titles

    assert change.is_decided is is_decided


def test_nobody_is_champion_by_results_with_gaps(race):
    publish_classification(race, state="final")
    race.classifications.update(is_incomplete=True)
    last = next_race(race, ("88", "91", "95"))

    (change,) = simulate(last).titles

    assert not change.is_decided


def combined_of(title, *others, **facts):
    """A title of its season over it and others."""
    row = ChampionshipFactory(
        season=title.season, recipient="team", name="Combined", rules=False, car_class=None
    )
    combination = CombinationFactory(championship=row, **facts)
    for source in (title, *others):
        CombinationSourceFactory(combination=combination, championship=source)
    return row


def change_of(combined, race):
    """What fifteen seconds for number 88 do to a combined title."""
    publish_classification(race, state="provisional")
    changes = simulate(race, [decide(race, "88", seconds=15).pk]).titles
    return next(change for change in changes if change.championship == combined)


def test_where_ranks_are_added_the_fewest_lead(race, title):
    change = change_of(combined_of(title, method="ranks"), race)

    assert (change.before.gap, change.after.gap) == (1, 1)


def test_a_combined_title_is_decided_once_every_source_is(race, title):
    assert change_of(combined_of(title), race).is_decided


def test_a_combined_title_is_open_while_a_source_has_races_to_come(race, title):
    elsewhere = ChampionshipFactory()
    RaceFactory(event__season=elsewhere.season)

    assert not change_of(combined_of(title, elsewhere), race).is_decided


def test_a_combined_title_is_open_while_a_source_has_no_calendar(race, title):
    assert not change_of(combined_of(title, ChampionshipFactory()), race).is_decided


def test_an_award_that_changes_hands_is_shown(race, title):
    award = AwardFactory(season=race.season, championship=title, place=1)
    AwardFactory(season=race.season, championship=title, place=3)
    publish_classification(race, state="provisional")
    draft = decide(race, "88", seconds=15)

    (change,) = simulate(race, [draft.pk]).awards

    assert (change.award, change.after.is_held) == (award, False)
    assert (names_of(change.before.proposed)[:3], names_of(change.after.proposed)[:3]) == (
        "#88",
        "#91",
    )


def test_an_award_that_is_given_already_would_be_in_question(race, title):
    award = AwardFactory(season=race.season, championship=title, place=1)
    publish_classification(race, state="provisional")
    take_step(award, 1, "offered", seen=0)
    draft = decide(race, "88", seconds=15)

    (change,) = simulate(race, [draft.pk]).awards

    assert (change.before.is_in_question, change.after.is_in_question) == (False, True)
    assert names_of(change.after.holders)[:3] == "#88"


def test_an_award_is_due_once_nothing_else_is_open(race, title):
    AwardFactory(season=race.season, championship=title, place=2)
    publish_classification(race, state="provisional")
    draft = decide(race, "88", seconds=15)

    (due,) = simulate(race, [draft.pk]).due

    assert names_of(due.proposed)[:3] == "#88"


def test_no_award_is_due_while_another_race_is_to_come(race, title):
    AwardFactory(season=race.season, championship=title)
    RaceFactory(event__season=race.season)

    assert simulate(race).due == ()


# Nothing is kept


def test_simulating_leaves_nothing_behind(race):
    publish_classification(race, state="provisional")
    draft = decide(race, "88", penalty="points", points=Fraction(10))
    before = list(Standing.objects.values()), list(LedgerLine.objects.values())

    simulate(race, [draft.pk])

    assert (list(Standing.objects.values()), list(LedgerLine.objects.values())) == before
    assert (Classification.objects.count(), PointsDecision.objects.count()) == (1, 0)
    draft.refresh_from_db()
    assert draft.state == Decision.State.DRAFT


def test_what_was_simulated_is_what_is_published(race):
    draft = decide(race, "88", seconds=15)
    simulation = simulate(race, [draft.pk])

    published = publish_classification(
        race, state="final", decisions=[draft.pk], seen=simulation.draft.fingerprint
    )

    assert [line.number for line in published.lines.all()] == [
        row.line.number for row in simulation.rows
    ]


def test_a_refusal_is_told_in_a_sentence(race):
    race.results.all().delete()

    assert simulate(race).refusal == "Nobody is classified in this result."


@pytest.mark.parametrize("cars", [2, 60])
def test_simulating_costs_the_same_for_two_cars_and_for_sixty(
    gt, title, cars, django_assert_max_num_queries
):
    race = race_of(gt, [str(number) for number in range(1, cars + 1)])
    publish_classification(race, state="provisional")
    draft = decide(race, "1", seconds=15)

    # SQLite takes a second statement for more lines than fit into one.
    with django_assert_max_num_queries(60):
        simulate(race, [draft.pk])


# Taking back


def test_an_earlier_revision_is_shown_as_the_newest(race):
    first = publish_classification(race, state="provisional")
    draft = decide(race, "88", seconds=15)
    publish_classification(race, state="final", decisions=[draft.pk])

    simulation = simulate_restoring(first)

    assert order(simulation) == [("88", 2, 1), ("91", 1, 2), ("95", 3, 3)]
    assert changes(simulation) == [("#88", 2, 1, 7), ("#91", 1, 2, -7)]
    assert Classification.objects.count() == 2


def test_the_newest_revision_can_not_be_taken_back_to(race):
    newest = publish_classification(race, state="final")

    assert simulate_restoring(newest).refusal == (
        "This is the newest revision; there is nothing to take back."
    )


def test_taking_back_does_what_was_shown(race):
    first = publish_classification(race, state="provisional")
    race.results.filter(event_entry__number="88").update(status="retired")
    publish_classification(race, state="final")
    simulation = simulate_restoring(first)

    restored = restore_classification(first, state="amended", note="The car had finished.")

    assert [line.number for line in restored.lines.all()] == [
        row.line.number for row in simulation.rows
    ]


# Each draft by itself


def test_each_draft_is_shown_by_itself(race):
    one, other = decide(race, "88", seconds=15), decide(race, "91", seconds=25)

    effects = simulate_each(race, [one, other])

    assert [
        (effect.decision, effect.before.class_place, effect.after.class_place, effect.others)
        for effect in effects
    ] == [(one, 1, 2, 1), (other, 2, 3, 1)]


def test_a_draft_that_moves_nobody_says_so(race):
    (effect,) = simulate_each(race, [decide(race, "88", penalty="warning")])

    assert not effect.changes
    assert effect.others == 0


def test_a_draft_on_a_car_that_is_not_in_the_result_is_refused_alone(race):
    absent, present = decide(race, "95", seconds=15), decide(race, "88", seconds=15)
    race.results.get(event_entry__number="95").delete()

    effects = simulate_each(race, [absent, present])

    assert "not in the result" in effects[0].refusal
    assert effects[1].changes


def test_without_a_result_every_draft_says_why_nothing_can_be_told(race):
    draft = decide(race, "88", seconds=15)
    race.results.all().delete()

    (effect,) = simulate_each(race, [draft])

    assert effect.refusal == "Nobody is classified in this result."


@pytest.mark.parametrize("drafts", [1, 5])
def test_each_of_many_drafts_costs_no_query(race, drafts, django_assert_num_queries):
    race = type(race).objects.select_related("season").get(pk=race.pk)
    decisions = [decide(race, "88", seconds=15) for _draft in range(drafts)]

    with django_assert_num_queries(6):
        simulate_each(race, decisions)
