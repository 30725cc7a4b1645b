"""What 2023/24 earned, as it is shipped: before the penalties of its last race, and after."""

from django.urls import reverse

from championship.models import Agreement, AwardTarget
from championship.queries.awards import award_lines

from .test_finale import ON_THE_ROAD


def holders(lines):
    return {
        line.award.slug: (line.holders[0].entry.number, line.state, line.place) for line in lines
    }


def test_two_teams_hold_invitations_and_one_a_priority(aslms):
    assert holders(award_lines(aslms)) == {
        "le-mans-2024-lmp2": ("4", "used", 1),
        "road-to-le-mans-2024": ("17", "confirmed", 1),
        "le-mans-2024-lmgt3": ("91", "not_used", 1),
    }


def test_each_was_confirmed_by_a_source(aslms):
    confirmed = [line.steps[0] for line in award_lines(aslms)]

    assert {(step.state, bool(step.sources)) for step in confirmed} == {("confirmed", True)}
    assert [str(step.taken_on) for step in confirmed] == ["2024-02-11", "None", "2024-02-11"]


def test_nobody_but_the_champion_holds_one(aslms):
    assert not any(line.is_in_question for line in award_lines(aslms))


def test_after_round_3_they_would_go_to_whoever_leads(aslms):
    leaders = {
        title: aslms.championships.get(slug=title).standings.get(round__number=3, rank=1).entry
        for title in ("lmp2-teams", "lmp3-teams", "gt-teams")
    }

    for line in award_lines(aslms, after=3):
        assert [holder.entry for holder in line.holders] == [leaders[line.award.championship.slug]]
        assert line.is_provisional


def test_the_last_race_is_there_before_the_penalties_and_after(aslms, client):
    race = aslms.sessions.get(slug="abu-dhabi-race-2")
    provisional, final = race.classifications.order_by("revision")

    assert (provisional.state, final.state) == ("provisional", "final")
    assert provisional.decisions.count() == 0
    places = dict(provisional.lines.values_list("number", "class_place"))
    assert {number: places[number] for number in ON_THE_ROAD} == ON_THE_ROAD
    page = reverse("championship:revision", args=["aslms", "2023-24", race.slug, 1])
    assert client.get(page).status_code == 200


def test_the_car_of_pure_rxcing_at_le_mans_had_a_right_of_its_own(aslms):
    car = AwardTarget.objects.get(year=2024, name="24 Hours of Le Mans").cars.get(number="92")

    assert (car.team.slug, car.team_name) == ("pure-rxcing", "Manthey PureRxcing")
    assert car.basis.localize("de").startswith("Meldung für die ganze Saison")


def test_the_agreement_of_2021_covers_the_season_in_three_languages(aslms):
    agreement = Agreement.objects.get(slug="aco-almem-sro-2021")

    assert list(agreement.seasons.all()) == [aslms]
    assert sorted(party.slug for party in agreement.parties.all()) == ["aco", "almem", "sro"]
    assert {*agreement.summary.data, *agreement.outcome.data} == {"en", "fr", "de"}
