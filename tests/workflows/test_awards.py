"""The life of an award: who may take which step, what is kept of it, and how it is taken back."""

from datetime import date

import pytest

from championship.models import Award, AwardStep
from championship.queries.award_candidates import Holder
from championship.queries.award_words import names_of, passed_over_in, passed_sentence
from championship.queries.awards import lines_of
from championship.workflows.awards import (
    NEXT_STEPS,
    CannotTakeStep,
    Said,
    confirm_awards,
    take_step,
    undo_step,
)
from championship.workflows.results import publish_classification
from tests.factories import (
    AwardFactory,
    CarClassFactory,
    ChampionshipFactory,
    EntryFactory,
    NoticeFactory,
    OrganisationFactory,
    RaceFactory,
    ReportedPlaceFactory,
    ResultFactory,
    StandingFactory,
    TargetEntryFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PUBLISHED = {"state": "final"}


@pytest.fixture
def title():
    """A GT title in which cars 91, 88, 42 and 8 stand in this order, all races being final."""
    gt = CarClassFactory(code="GT")
    title = ChampionshipFactory(season=gt.season, car_class=gt, name="GT teams")
    table_of(title, "91", "88", "42", "8")
    return title


def table_of(title, *numbers):
    """Store a table of cars, best first, in the place of the one that was there."""
    title.standings.all().delete()
    round = RaceFactory(event__season=title.season).round
    publish(round.sessions.get())
    entries = {entry.number: entry for entry in title.season.entries.all()}
    for number in numbers:
        facts = {"entry": entries[number]} if number in entries else {"entry__number": number}
        name = {} if number in entries else {"entry__team__name": f"Team {number}"}
        StandingFactory(championship=title, round=round, **facts, **name)


def publish(race):
    number = str(700 + race.season.entries.count())  # none of those in the table
    ResultFactory(session=race, event_entry__entry__number=number)
    publish_classification(race, **PUBLISHED)


@pytest.fixture
def award(title):
    """An invitation for the first of the title; the next eligible gets it if it is declined."""
    return award_of(title, if_not_taken="next")


def award_of(title, **facts):
    return AwardFactory(season=title.season, championship=title, **facts)


def line(award, place=1):
    lines = lines_of(Award.objects.filter(pk=award.pk))
    return next(one for one in lines if one.place == place)


def step(award, state, place=1, **facts):
    """Take a step as somebody who has just looked at the award."""
    note = facts.pop("note", "")
    said = facts.pop("said", Said(note=note))
    return take_step(award, place, state, said, seen=line(award, place).seen, **facts)


def undo(award, place=1):
    return undo_step(award, place, seen=line(award, place).seen)


def car(award, number):
    entry = award.season.entries.select_related("team").get(number=number)
    return Holder(team=entry.team, entry=entry)


def kept(taken):
    """What is stored of a step: the number of each car, and why it was passed over."""
    return [(row.rank, row.entry.number, row.reason) for row in taken.candidates.all()]


def stands(award, place=1):
    found = line(award, place)
    return (
        found.state,
        [holder.entry.number for holder in found.holders],
        [holder.entry.number for holder in found.proposed],
    )


# One step after the other


def test_whoever_the_rule_proposes_is_confirmed(award):
    taken = step(award, "confirmed")

    assert (taken.number, kept(taken)) == (1, [(1, "91", "")])
    assert stands(award) == ("confirmed", ["91"], ["91"])


def test_what_was_said_is_kept(award):
    notice = NoticeFactory(event__season=award.season)
    user = UserFactory()
    said = Said(date(2024, 2, 11), "ACO", notice, "Press release", note="Won.", sources="aco.org")

    taken = step(award, "confirmed", said=said, by=user)

    taken.refresh_from_db()
    assert (taken.taken_on, taken.author, taken.notice) == (date(2024, 2, 11), "ACO", notice)
    assert (taken.document, str(taken.note), taken.sources) == ("Press release", "Won.", "aco.org")
    assert taken.recorded_by == user


def test_the_whole_life_of_an_invitation_that_is_used(award):
    used = TargetEntryFactory(target=award.target, number="92")

    for state in ("confirmed", "offered", "accepted"):
        step(award, state)
    taken = step(award, "used", said=Said(used_by=used))

    assert (taken.number, taken.used_by, kept(taken)) == (4, used, [(1, "91", "")])


@pytest.mark.parametrize("before", NEXT_STEPS)
@pytest.mark.parametrize("state", AwardStep.State.values)
def test_only_what_may_follow_is_recorded(award, before, state):
    reach(award, before)
    may_follow = state in NEXT_STEPS[before]
    if before in ("used", "not_used") and state == "confirmed":
        may_follow = False  # nothing is in question

    if may_follow:
        assert step(award, state).state == state
    else:
        with pytest.raises(CannotTakeStep):
            step(award, state)
        assert line(award).state == before


def reach(award, state):
    """Take the steps that lead to a state."""
    first = {
        "declined": ["offered"],
        "lapsed": ["offered"],
        "used": ["confirmed"],
        "not_used": ["confirmed"],
    }
    for one in [*first.get(state, []), state] if state else []:
        step(award, one)


def test_an_unknown_state_is_refused(award):
    with pytest.raises(CannotTakeStep):
        step(award, "lost")


# Declined


def test_declined_the_next_eligible_is_proposed_with_the_reason(award):
    step(award, "confirmed")
    step(award, "declined")

    found = line(award)

    assert stands(award) == ("declined", ["91"], ["88"])
    assert [passed_sentence(one) for one in found.passed] == ["#91 Team 91 declined"]
    assert found.is_open


def test_offered_to_the_next_the_step_keeps_why(award):
    step(award, "confirmed")
    step(award, "declined")

    taken = step(award, "offered")

    assert kept(taken) == [(1, "91", "declined"), (2, "88", "")]
    assert [passed_sentence(one) for one in passed_over_in(taken)] == ["#91 Team 91 declined"]


def test_a_second_decline_goes_one_further(award):
    for state in ("offered", "declined", "offered", "lapsed"):
        step(award, state)

    assert stands(award) == ("lapsed", ["88"], ["42"])
    assert kept(step(award, "accepted")) == [
        (1, "91", "declined"),
        (2, "88", "lapsed"),
        (3, "42", ""),
    ]


def test_undoing_the_decline_restores_the_holder(award):
    step(award, "confirmed")
    declined = step(award, "declined")

    assert undo(award) == declined
    assert stands(award) == ("confirmed", ["91"], ["91"])
    assert line(award).steps[-1].undone_at is not None


def test_undoing_goes_back_step_by_step_and_keeps_every_line(award):
    for state in ("confirmed", "declined", "offered"):
        step(award, state)

    for expected in ("declined", "confirmed", ""):
        undo(award)
        assert line(award).state == expected
    assert award.steps.count() == 3


def test_a_step_after_an_undone_one_gets_a_number_of_its_own(award):
    step(award, "confirmed")
    undo(award)

    assert step(award, "offered").number == 2


def test_where_nobody_is_next_a_decline_ends_it(title):
    award = award_of(title)
    step(award, "confirmed")
    step(award, "declined")

    with pytest.raises(CannotTakeStep, match="By the rule nobody else gets it"):
        step(award, "offered")


def test_whoever_declined_can_be_asked_again_with_a_note(award):
    step(award, "offered")
    step(award, "declined")

    step(award, "offered", holders=[car(award, "91")], note="The team has found the money.")

    assert stands(award) == ("offered", ["91"], ["91"])


# By decision


def test_somebody_else_than_proposed_needs_a_note(award):
    with pytest.raises(CannotTakeStep, match="By the rule it goes to #91 Team 91"):
        step(award, "confirmed", holders=[car(award, "42")])

    assert not award.steps.exists()


def test_with_a_note_those_before_are_passed_over_by_decision(award):
    taken = step(award, "confirmed", holders=[car(award, "42")], note="By the committee.")

    assert kept(taken) == [(1, "91", "decision"), (2, "88", "decision"), (3, "42", "")]
    assert not line(award).is_in_question


def test_it_can_be_given_to_a_car_outside_the_table(award):
    EntryFactory(season=award.season, number="7")

    taken = step(award, "confirmed", holders=[car(award, "7")], note="By the committee.")

    assert kept(taken) == [(1, "91", "decision"), (None, "7", "")]
    assert not line(award).is_in_question


def test_an_award_of_a_committee_goes_to_whom_it_names(title):
    award = AwardFactory(season=title.season, championship=None, given_by=OrganisationFactory())

    with pytest.raises(CannotTakeStep, match="decides who gets it"):
        step(award, "confirmed")
    taken = step(award, "confirmed", holders=[car(award, "8")], note="Named in March.")

    assert kept(taken) == [(None, "8", "")]


# In question


def test_another_leader_puts_a_confirmed_award_in_question(award, title):
    step(award, "confirmed")

    table_of(title, "88", "91")

    assert stands(award) == ("confirmed", ["91"], ["88"])
    assert line(award).is_in_question


def test_kept_with_a_note_it_is_no_longer_in_question(award, title):
    step(award, "confirmed")
    table_of(title, "88", "91")

    taken = step(award, "confirmed", note="The team has entered already.")

    assert kept(taken) == [(1, "88", "decision"), (2, "91", "")]
    assert not line(award).is_in_question


def test_keeping_it_needs_a_note(award, title):
    step(award, "confirmed")
    table_of(title, "88", "91")

    with pytest.raises(CannotTakeStep, match="say in a note why somebody else gets it"):
        step(award, "confirmed")


def test_confirmed_for_the_new_leader_it_is_no_longer_in_question(award, title):
    step(award, "confirmed")
    table_of(title, "88", "91")

    step(award, "confirmed", holders=[car(award, "88")])

    assert stands(award) == ("confirmed", ["88"], ["88"])


def test_undoing_the_decision_puts_it_in_question_again(award, title):
    step(award, "confirmed")
    table_of(title, "88", "91")
    step(award, "confirmed", note="Kept.")

    undo(award)

    assert line(award).is_in_question


def test_offering_it_on_does_not_answer_the_question(award, title):
    step(award, "confirmed")
    table_of(title, "88", "91")

    step(award, "offered")

    assert line(award).is_in_question


def test_what_was_used_is_decided_anew_only_in_question(award, title):
    step(award, "confirmed")
    step(award, "used")
    with pytest.raises(CannotTakeStep):
        step(award, "confirmed")
    table_of(title, "88", "91")

    assert step(award, "confirmed", note="It was used before the appeal.").number == 3


def test_another_car_of_the_same_team_changes_nothing(award, title):
    step(award, "confirmed")
    team = title.season.entries.get(number="91").team
    EntryFactory(season=title.season, car_class=title.car_class, number="92", team=team)

    table_of(title, "92", "91")

    assert not line(award).is_in_question


# Refused


def test_whoever_comes_second_is_told(award):
    take_step(award, 1, "confirmed", seen=0)

    with pytest.raises(CannotTakeStep, match="Somebody else"):
        take_step(award, 1, "offered", seen=0)

    assert award.steps.count() == 1


def test_undone_twice_by_two_people_it_is_undone_once(award):
    step(award, "confirmed")
    step(award, "offered")
    seen = line(award).seen
    undo_step(award, 1, seen=seen)

    with pytest.raises(CannotTakeStep, match="Somebody else"):
        undo_step(award, 1, seen=seen)

    assert line(award).state == "confirmed"


def test_without_a_step_there_is_nothing_to_take_back(award):
    with pytest.raises(CannotTakeStep, match="no step to take back"):
        undo(award)


@pytest.mark.parametrize("place", [0, 2, 99])
def test_a_place_outside_the_rule_earns_nothing(award, place):
    with pytest.raises(CannotTakeStep, match="earns nothing by this rule"):
        take_step(award, place, "confirmed", seen=0)


def test_a_notice_of_another_season_is_refused(award):
    with pytest.raises(CannotTakeStep, match="another season"):
        step(award, "confirmed", said=Said(notice=NoticeFactory()))


def test_a_car_of_another_target_is_refused(award):
    step(award, "confirmed")

    with pytest.raises(CannotTakeStep, match="something else"):
        step(award, "used", said=Said(used_by=TargetEntryFactory()))


def test_a_car_goes_with_what_was_taken_up_only(award):
    used = TargetEntryFactory(target=award.target)

    with pytest.raises(CannotTakeStep, match="Only what was taken up"):
        step(award, "confirmed", said=Said(used_by=used))


@pytest.mark.parametrize(
    ("recipient", "holder"),
    [
        ("entry", lambda award: car(award, "88")),
        ("team", lambda award: Holder(entry=car(award, "88").entry)),
        ("team", lambda award: Holder(team=car(award, "88").team, entry=car(award, "8").entry)),
        ("team", lambda award: Holder(team=EntryFactory().team, entry=EntryFactory())),
        ("team", lambda award: Holder()),
        ("crew", lambda award: Holder(team=car(award, "88").team)),
    ],
)
def test_a_holder_of_another_kind_is_refused(title, recipient, holder):
    award = award_of(title, recipient=recipient)

    with pytest.raises(CannotTakeStep):
        step(award, "confirmed", holders=[holder(award)], note="So be it.")

    assert not award.steps.exists()


def test_nobody_can_not_be_confirmed(award):
    with pytest.raises(CannotTakeStep):
        step(award, "confirmed", holders=[], note="Nobody.")


def test_what_somebody_holds_is_not_declined_by_another(award):
    step(award, "confirmed")

    with pytest.raises(CannotTakeStep, match="It is held by #91 Team 91"):
        step(award, "declined", holders=[car(award, "88")], note="They said no.")


# Resting on results


def test_it_is_not_confirmed_while_a_result_is_provisional(award, title):
    race = RaceFactory(event__season=award.season, event__short_name="Dubai", name="Race 2")
    ResultFactory(session=race, event_entry__entry__number="900")
    publish_classification(race, state="provisional")
    table_of(title, "91", "88")

    with pytest.raises(CannotTakeStep, match="Race 2, Dubai, is provisional"):
        step(award, "confirmed")


def test_it_is_not_confirmed_while_a_race_is_to_come(award):
    RaceFactory(event__season=award.season, event__short_name="Sepang", name="Race 1")

    with pytest.raises(CannotTakeStep, match="Race 1, Sepang, has no result yet"):
        step(award, "confirmed")


def test_a_race_of_other_classes_is_not_waited_for(award):
    race = RaceFactory(event__season=award.season)
    race.classes.add(CarClassFactory(season=award.season, code="LMP2"))

    assert step(award, "confirmed").number == 1


def test_it_can_be_offered_before_the_last_race(award):
    RaceFactory(event__season=award.season)

    assert step(award, "offered").number == 1


def test_places_that_others_report_rest_on_no_result_here():
    title = ChampionshipFactory(recipient="team", car_class=None)
    RaceFactory(event__season=title.season)
    place = ReportedPlaceFactory(championship=title, team=TeamFactory(), entry=None)
    award = award_of(title)

    step(award, "confirmed")

    assert [holder.team for holder in line(award).holders] == [place.team]


# Several at once


def test_every_place_of_a_title_is_confirmed_at_once(title):
    award = award_of(title, last_place=3)

    steps = confirm_awards([title])

    assert [(one.place, kept(one)[-1][1]) for one in steps] == [(1, "91"), (2, "88"), (3, "42")]
    assert award.steps.count() == 3


def test_only_those_of_which_nothing_became_are_confirmed(title):
    award = award_of(title, last_place=2)
    step(award, "void", place=1)

    assert [one.place for one in confirm_awards([title])] == [2]
    assert confirm_awards([title]) == []


def test_of_two_invitations_to_one_race_a_team_gets_one(title):
    """The second is only for those who are not qualified otherwise."""
    first = award_of(title)
    second = award_of(
        title, target=first.target, not_otherwise_qualified=True, if_not_taken="next", place=1
    )

    confirm_awards([title])

    found = line(second)
    assert names_of(found.holders) == "#88 Team 88"
    assert [passed_sentence(one) for one in passed_over_in(found.newest)] == [
        f"#91 Team 91 is qualified otherwise: {title.season.series} {title.season}"
    ]


def test_a_refusal_confirms_none_of_them(title):
    award_of(title)
    other = ChampionshipFactory(season=title.season, car_class=title.car_class)
    RaceFactory(event__season=title.season)

    with pytest.raises(CannotTakeStep):
        confirm_awards([title, other])

    assert not AwardStep.objects.exists()


def test_what_is_no_longer_so_is_not_confirmed(award, title):
    ticket = line(award).ticket
    table_of(title, "88", "91")

    with pytest.raises(CannotTakeStep, match="somebody else by now"):
        confirm_awards([title], tickets=[ticket])
