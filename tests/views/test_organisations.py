"""Organisations and agreements: who they are to each series, what was promised, what came of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from championship.models import AwardStep, OrganisationRole, Season
from tests.factories import (
    AgreementFactory,
    ArticleFactory,
    AwardCandidateFactory,
    AwardFactory,
    AwardStepFactory,
    NoticeFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    SeasonFactory,
    TeamFactory,
)

from .html import Page

pytestmark = pytest.mark.django_db
AGREEMENT = "/agreements/aco-almem-sro-2021/"


@pytest.fixture
def aco():
    return OrganisationFactory(
        slug="aco", name="Automobile Club de l’Ouest", short_name="ACO", country="FR"
    )


@pytest.fixture
def sro():
    return OrganisationFactory(slug="sro", name="SRO Motorsports Group", short_name="SRO")


@pytest.fixture
def agreement(aco, sro):
    agreement = AgreementFactory(
        slug="aco-almem-sro-2021",
        name={"en": "Joint classification", "fr": "Classement commun"},
        announced_on=date(2021, 11, 5),
        summary={"en": "One invitation for the winner.\n\nAnother for the combined standings."},
        outcome={"en": "The second was never heard of again."},
        sources="https://example.org/2021/11",
    )
    agreement.parties.add(aco, sro)
    return agreement


def promised(agreement, **facts):
    facts = {"championship__name": "GT3 teams", "slug": "le-mans"} | facts
    return AwardFactory(agreement=agreement, **facts)


def text(client, address):
    return Page(client.get(address)).text


# Organisations


def test_organisations_say_what_they_are_to_each_series(client, aco):
    season = SeasonFactory(series__name="European Le Mans Series")
    OrganisationRoleFactory(
        organisation=aco, series=season.series, role=OrganisationRole.Role.SANCTIONING_BODY
    )

    words = "Sanctioning body: European Le Mans Series"
    assert f"ACO Automobile Club de l’Ouest {words}" in text(client, "/organisations/")
    assert f"Series {words}" in text(client, "/organisations/aco/")


def test_organisation_lists_its_agreements_and_the_awards_it_gives(client, aco, agreement):
    award = promised(agreement, given_by=aco)

    page = Page(client.get("/organisations/aco/"))

    assert page.links()["Joint classification"] == AGREEMENT
    assert f"for place 1 in GT3 teams {award.season.series}" in page.text


def test_series_leads_to_the_organisations_behind_it(client, aco):
    season = SeasonFactory()
    OrganisationRoleFactory(organisation=aco, series=season.series)

    links = Page(client.get(season.series.get_absolute_url())).links()

    assert links["Automobile Club de l’Ouest"] == "/organisations/aco/"


# Agreements


def test_agreement_has_parties_day_summary_outcome_and_sources(client, agreement):
    page = Page(client.get(AGREEMENT))

    assert page.headings() == [
        (1, "Joint classification"),
        (2, "Parties"),
        (2, "What was agreed"),
        (2, "What it promises"),
        (2, "What became of it"),
        (2, "Sources"),
    ]
    assert "Announced Friday 5 November 2021" in page.text
    assert page.links()["SRO Motorsports Group"] == "/organisations/sro/"
    assert page.links()["example.org"] == "https://example.org/2021/11"


def test_agreement_tells_each_award_and_its_fate(client, agreement):
    given = promised(agreement, slug="europe", championship__name="Bronze Cup")
    step = AwardStepFactory(award=given, taken_on=date(2023, 12, 1))
    AwardCandidateFactory(step=step, team=TeamFactory(name="Pure Rxcing"))
    lost = promised(agreement, slug="asia", championship__name="Combined teams")
    AwardStepFactory(award=lost, state=AwardStep.State.VOID, note={"en": "No table was found."})

    found = text(client, AGREEMENT)

    assert "for the team that is first in Bronze Cup." in found
    assert "Pure Rxcing confirmed, 1 Dec 2023" in found
    assert "for the team that is first in Combined teams." in found
    assert "nobody void, date not recorded" in found
    assert "Void No table was found." in found


def test_agreement_covers_the_public_seasons_alone(client, agreement):
    shown, hidden = SeasonFactory(name="2022"), SeasonFactory(name="2023", is_public=False)
    agreement.seasons.add(shown, hidden)
    promised(agreement, season=hidden, championship__name="Secret title")

    page = Page(client.get(AGREEMENT))

    assert f"Seasons covered: {shown.series} 2022" in page.text
    assert str(hidden.series) not in page.text
    assert "Secret title" not in page.text


@pytest.mark.parametrize("hours", [-1, 1, None])
def test_notice_and_article_are_linked_once_they_are_public(client, agreement, hours):
    moment = None if hours is None else timezone.now() + timedelta(hours=hours)
    agreement.notice = NoticeFactory(published_at=moment, subject="Joint press release")
    agreement.article = ArticleFactory(published_at=moment, title="They agreed")
    agreement.save()

    links = Page(client.get(AGREEMENT)).links()

    is_public = hours == -1
    assert ("Joint press release" in links) == ("They agreed" in links) == is_public


def test_notice_of_a_hidden_season_is_not_linked(client, agreement):
    agreement.notice = NoticeFactory(published_at=datetime(2021, 11, 5, tzinfo=UTC))
    agreement.save()
    Season.objects.update(is_public=False)

    assert agreement.notice.subject not in text(client, AGREEMENT)


def test_agreements_are_listed_newest_first_with_their_parties(client, agreement):
    AgreementFactory(name="Older", announced_on=date(2019, 1, 1))
    AgreementFactory(name="Of no known day")

    found = text(client, "/agreements/")

    assert found.endswith(
        "5 Nov 2021 Joint classification ACO, SRO 1 Jan 2019 Older date not recorded "
        "Of no known day"
    )


def test_name_is_in_the_language_of_the_page(client, agreement):
    assert Page(client.get(f"/fr{AGREEMENT}")).headings()[0] == (1, "Classement commun")


@pytest.mark.parametrize(
    ("address", "words"),
    [("/organisations/", "No organisation yet"), ("/agreements/", "No agreement yet")],
)
def test_empty_list_says_so(client, address, words):
    assert words in text(client, address)


@pytest.mark.parametrize("address", ["/organisations/fia/", "/agreements/never/"])
def test_what_is_not_there_says_so(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/organisations/", "/organisations/aco/", "/agreements/", AGREEMENT]
)
def test_page_costs_the_same_for_one_row_and_for_three(
    client, aco, agreement, address, django_assert_max_num_queries
):
    def cost():
        with django_assert_max_num_queries(15) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def row():
        OrganisationRoleFactory(organisation=aco, series=SeasonFactory().series)
        agreement.parties.add(OrganisationFactory())
        AgreementFactory().parties.add(aco)
        AwardCandidateFactory(step__award=promised(agreement, given_by=aco), team=TeamFactory())
        agreement.seasons.add(SeasonFactory())

    row()
    few = cost()
    row()
    row()

    assert cost() == few
