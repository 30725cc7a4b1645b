"""Awards of a season: the rule, who has them and how, by the tables of now and of earlier."""

import csv
from datetime import date

import pytest

from championship.models import Award, AwardStep
from championship.workflows.results import publish_classification
from championship.workflows.standings import store_standings
from tests.factories import (
    AgreementFactory,
    AwardCandidateFactory,
    AwardFactory,
    AwardStepFactory,
    CarClassFactory,
    SeasonFactory,
    TargetEntryFactory,
    TeamFactory,
)
from tests.queries.racing import car_of, championship, run

from .html import Page

pytestmark = pytest.mark.django_db
AWARDS = "/aslms/2023-24/awards/"
State = AwardStep.State


@pytest.fixture
def title():
    season = SeasonFactory(series__slug="aslms", slug="2023-24")
    gt = CarClassFactory(season=season, slug="gt", code="GT")
    return championship(season=season, car_class=gt, name="GT teams", slug="gt-teams")


@pytest.fixture
def cars(title):
    """Car 88 won the first round, car 91 the other two: 91 leads."""
    names = {"91": "Pure Rxcing", "88": "Triple Eight JMR"}
    teams = {number: TeamFactory(name=name) for number, name in names.items()}
    cars = {number: car_of(title, number=number, team=team) for number, team in teams.items()}
    run(title, cars["88"], cars["91"])
    run(title, cars["91"], cars["88"])
    run(title, cars["91"], cars["88"])
    return cars


@pytest.fixture
def award(title):
    return AwardFactory(
        season=title.season,
        championship=title,
        slug="le-mans",
        target__name="24 Hours of Le Mans",
        target__year=2024,
        target_class="LMGT3",
    )


def step(award, car, state=State.CONFIRMED, **facts):
    made = AwardStepFactory(award=award, state=state, **facts)
    AwardCandidateFactory(step=made, team=car.team, entry=car, rank=1)
    return made


def text(client, query=""):
    return Page(client.get(AWARDS + query)).text


def rows(client, query=""):
    content = client.get(AWARDS[:-1] + ".csv" + query).content.decode()
    return list(csv.DictReader(content.splitlines()))


def test_rule_and_conditions_are_told_in_sentences(client, award, cars):
    Award.objects.update(full_season_only=True, if_not_taken=Award.NotTaken.NEXT, down_to=3)

    assert (
        "Invitation to the 24 Hours of Le Mans 2024 in LMGT3 for the team that is first in "
        "GT teams. Only for full-season entries. If it is not taken, the next eligible gets "
        "it, down to place 3."
    ) in text(client)


def test_what_is_said_about_its_table_stands_with_it(client, award, cars, title):
    title.remark = {"en": "No formula was ever published: this one is an illustration."}
    title.save()

    assert "this one is an illustration." in text(client, "?after=1")


def test_what_becomes_of_it_is_not_told_where_nobody_said_so(client, award, cars):
    assert "If it is not taken" not in text(client)


def test_award_would_go_to_whoever_has_its_place_now(client, award, cars):
    assert "for place 1 in GT teams would go to 91 Pure Rxcing" in text(client)


def test_after_round_1_it_would_have_gone_to_whoever_led_then(client, award, cars):
    found = text(client, "?after=1")

    assert "As of round 1 Who would have got them by the tables after round 1." in found
    assert "would have gone to 88 Triple Eight JMR" in found


def test_as_of_a_round_no_step_is_told(client, award, cars):
    step(award, cars["91"], taken_on=date(2024, 2, 11))

    assert "confirmed" not in text(client, "?after=3")


@pytest.fixture
def amended(title, cars):
    """In the last race car 91 won on the road, and was disqualified in revision 2."""
    race = title.season.sessions.order_by("starts_on", "pk").last()
    race.results.filter(event_entry__entry=cars["91"]).update(status="disqualified", order=2)
    race.results.filter(event_entry__entry=cars["88"]).update(order=1)
    publish_classification(race, state="amended")
    return race


def test_before_and_after_a_decision_are_both_to_be_had(client, award, amended):
    now, before, after = (
        text(client, query) for query in ("", "?after=3&revision=1", "?after=3&revision=2")
    )

    assert "would go to 88 Triple Eight JMR" in now
    assert "would have gone to 91 Pure Rxcing" in before
    assert "with its race as final, revision 1; all else as it counts today" in before
    assert "would have gone to 88 Triple Eight JMR" in after


def test_page_links_every_round_with_tables_and_the_revisions_of_the_newest(client, award, amended):
    links = Page(client.get(AWARDS)).links()

    assert {links[name] for name in "123"} == {"?after=1", "?after=2", "?after=3"}
    assert links["as final, revision 1"] == "?after=3&revision=1"
    assert links["as amended, revision 2"] == "?after=3&revision=2"


@pytest.mark.parametrize(
    "query",
    [
        "?after=4",
        "?after=99",
        "?after=%00",
        "?after=٣",
        "?after=01",
        "?revision=1",
        "?after=3&revision=x",
        "?after=3&revision=7",
        "?after=3&revision=%00",
        "?after=" + "9" * 5000,
    ],
)
def test_round_or_revision_that_never_was_is_not_there(client, award, amended, query):
    assert client.get(AWARDS + query).status_code == 404
    assert client.get(AWARDS[:-1] + ".csv" + query).status_code == 404


def test_confirmed_award_has_day_author_document_and_sources(client, award, cars):
    step(
        award,
        cars["91"],
        taken_on=date(2024, 2, 11),
        author="ACO",
        document="Press release",
        sources="https://example.org/release\nRules of 2023/24, article 7",
    )

    page = Page(client.get(AWARDS))

    assert (
        "11 Feb 2024 Confirmed: #91 Pure Rxcing said by ACO Document: Press release "
        "Sources example.org Rules of 2023/24, article 7"
    ) in page.text
    (link,) = (one for one in page.root.find("a") if one.attrs.get("rel") == "noopener")
    assert link.attrs["href"] == "https://example.org/release"


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "ftp://example.org/", "//example.org/", "data:text/html,x"]
)
def test_only_web_addresses_are_links(client, award, cars, source):
    step(award, cars["91"], sources=source)

    page = Page(client.get(AWARDS))

    assert source in page.text
    assert source not in page.links().values()


def test_source_can_not_write_into_the_page(client, award, cars):
    step(award, cars["91"], sources='https://example.org/"><script>alert(1)</script>')

    scripts = Page(client.get(AWARDS)).root.find("script")

    own = [one for one in scripts if one.attrs.get("type") != "application/ld+json"]
    assert [one.attrs.get("src") for one in own] == ["/static/championship/js/site.js"]


def test_car_that_used_it_is_named(client, award, cars):
    car = TargetEntryFactory(
        target=award.target, number="92", team_name="Manthey PureRxcing", car_class="LMGT3"
    )
    step(award, cars["91"], taken_on=date(2024, 2, 11))
    step(award, cars["91"], State.USED, used_by=car)

    assert (
        "91 Pure Rxcing confirmed, 11 Feb 2024 Taken up Car 92 in LMGT3, Manthey PureRxcing"
    ) in text(client)


def test_decline_names_who_would_be_next_and_why_the_first_is_passed_over(client, award, cars):
    Award.objects.update(if_not_taken=Award.NotTaken.NEXT)
    step(award, cars["91"], State.DECLINED, taken_on=date(2024, 2, 20))

    found = text(client)

    assert "declined, 20 Feb 2024 #88 Triple Eight JMR would be next" in found
    assert "Passed over #91 Pure Rxcing declined" in found


def test_step_says_who_was_passed_over_when_it_was_taken(client, award, cars):
    made = step(award, cars["88"])
    AwardCandidateFactory(
        step=made,
        team=cars["91"].team,
        entry=cars["91"],
        outcome="passed_over",
        reason="decision",
    )

    assert "Passed over: #91 Pure Rxcing was passed over by decision" in text(client)


def test_step_taken_back_keeps_its_line_and_says_so(client, award, cars):
    step(award, cars["91"])
    declined = step(award, cars["91"], State.DECLINED)
    declined.undone_at = "2024-02-21T12:00:00Z"
    declined.save()

    assert "Declined: #91 Pure Rxcing Taken back 21 Feb 2024" in text(client)
    assert "91 Pure Rxcing confirmed, date not recorded" in text(client)


def test_award_whose_table_changed_is_openly_in_question(client, award, cars, title):
    step(award, cars["91"])
    run(title, cars["88"], cars["91"])
    run(title, cars["88"], cars["91"])

    assert (
        "The table changed after this was confirmed; a decision is awaited. By the table as it "
        "is now it would go to #88 Triple Eight JMR instead of #91 Pure Rxcing."
    ) in text(client)


def test_every_place_of_a_range_is_told(client, award, cars):
    Award.objects.update(last_place=2)

    found = text(client)

    assert "for place 1 in GT teams would go to 91 Pure Rxcing" in found
    assert "for place 2 in GT teams would go to 88 Triple Eight JMR" in found


def test_place_that_nobody_has_goes_to_nobody_yet(client, award, title):
    store_standings(title.season)

    assert "nobody yet Nobody has place 1 in the table." in text(client)


def test_season_without_awards_says_so(client, title):
    assert "No award is planned" in text(client)


def test_agreement_that_covers_the_season_is_linked(client, award, cars):
    agreement = AgreementFactory(name="Agreement of ACO, ALMEM and SRO", slug="aco-almem-sro")
    agreement.seasons.add(award.season)

    links = Page(client.get(AWARDS)).main.find("a")

    assert "/agreements/aco-almem-sro/" in [link.attrs["href"] for link in links]


def test_text_in_another_language_says_in_which(client, award, cars):
    Award.objects.update(note={"fr": "La règle n’est pas connue."})

    page = Page(client.get(AWARDS))

    (said,) = (node for node in page.main.find("div") if node.attrs.get("lang") == "fr")
    assert said.seen == "La règle n’est pas connue."


def test_file_has_a_line_for_every_place_as_of_the_round_asked_for(client, award, cars):
    Award.objects.update(last_place=2)
    step(award, cars["91"], taken_on=date(2024, 2, 11))

    now, then = (
        [(row["Place"], row["State"], row["Holder, number"], row["Holder"]) for row in found]
        for found in (rows(client), rows(client, "?after=1"))
    )

    assert now == [
        ("1", "confirmed", "91", "Pure Rxcing"),
        ("2", "", "88", "Triple Eight JMR"),
    ]
    assert then == [("1", "", "88", "Triple Eight JMR"), ("2", "", "91", "Pure Rxcing")]


@pytest.mark.parametrize("query", ["", "?after=3", "?after=3&revision=1"])
@pytest.mark.parametrize("page", [AWARDS, AWARDS[:-1] + ".csv"])
def test_page_costs_the_same_for_one_award_and_for_three(
    client, award, amended, cars, page, query, django_assert_max_num_queries
):
    def cost():
        with django_assert_max_num_queries(10) as queries:
            assert client.get(page + query).status_code == 200
        return len(queries)

    Award.objects.update(
        minimum_entries=1,
        full_season_only=True,
        not_otherwise_qualified=True,
        must_enter=award.season.series,
    )
    step(award, cars["91"])
    few = cost()
    for place in (2, 3):
        step(
            AwardFactory(season=award.season, championship=award.championship, place=place),
            cars["88"],
        )

    assert cost() == few
