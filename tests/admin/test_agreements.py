"""Agreements, organisations and targets: what rests on them is listed, and keeps them."""

import pytest

from championship.models import Agreement, AwardTarget, Organisation, TargetEntry
from tests.factories import (
    AgreementFactory,
    AwardFactory,
    AwardStepFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    SeasonFactory,
    TargetEntryFactory,
)

from .browser import errors, save
from .registry import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    """Of the ACO, with an award that it gives by it."""
    aco = OrganisationFactory(name="Automobile Club de l'Ouest", short_name="ACO")
    agreement = AgreementFactory(name="Agreement of 2021")
    agreement.parties.add(aco)
    AwardFactory(agreement=agreement, given_by=aco, target_class="LMGT3")
    return agreement


def test_texts_are_kept_in_each_language(desk, agreement):
    typed = {"name_0": "Agreement", "name_1": "Accord", "summary_2": "Ein Platz\r\nje Titel"}

    save(desk, address(Agreement, "change", agreement.pk), **typed)

    agreement.refresh_from_db()
    assert agreement.name.data == {"en": "Agreement", "fr": "Accord"}
    assert agreement.summary.data == {"de": "Ein Platz\nje Titel"}


def test_agreement_has_a_name_in_some_language_and_a_party(desk):
    seasons = [SeasonFactory().pk]

    response = save(desk, address(Agreement, "add"), slug="of-2021", seasons=seasons)

    assert errors(response) == ["This field is required.", "This field is required."]


def test_address_is_made_of_the_name_if_nobody_types_one(desk, agreement):
    typed = {"name_0": "Paris talks", "parties": [agreement.parties.get().pk]}

    save(desk, address(Agreement, "add"), **typed)

    assert Agreement.objects.filter(slug="paris-talks").exists()


@pytest.mark.parametrize("model", [Agreement, Organisation, AwardTarget])
def test_awards_are_listed_where_they_rest(desk, agreement, model):
    row = model.objects.get()

    page = desk.get(address(model, "change", row.pk))

    award = agreement.awards.get()
    assert f'href="/admin/championship/award/{award.pk}/life/"' in page.text


def test_organisation_lists_its_agreements_and_roles(desk, agreement):
    aco = Organisation.objects.get()
    role = OrganisationRoleFactory(organisation=aco, role="organiser")

    page = desk.get(address(Organisation, "change", aco.pk)).text
    row = desk.get(address(Organisation, "changelist")).text

    assert "Agreement of 2021" in page
    assert f"organiser: {role.series}" in row


@pytest.mark.parametrize("model", [Agreement, Organisation, AwardTarget])
def test_what_keeps_a_row_is_named(desk, agreement, model):
    award = agreement.awards.select_related("target", "season__series").get()

    page = desk.get(address(model, "delete", model.objects.get().pk))

    named = f"Award: {award}, LMGT3 · {award.season.series} {award.season}"
    assert page.context["protected"] == [named]


def test_car_that_used_an_award_stays_with_its_target(desk):
    car = TargetEntryFactory(number="92", team_name="Manthey PureRxcing")
    award = AwardFactory(target=car.target)
    AwardStepFactory(award=award, state="used", used_by=car)

    response = save(desk, address(AwardTarget, "change", car.target.pk), **{"cars-0-DELETE": "on"})

    assert "would require deleting the following protected related objects" in "".join(
        errors(response)
    )
    assert TargetEntry.objects.get() == car


def test_two_cars_of_one_number_in_a_target_are_refused(desk):
    car = TargetEntryFactory(number="92")

    response = save(
        desk,
        address(AwardTarget, "change", car.target.pk),
        **{"cars-TOTAL_FORMS": 2, "cars-1-number": "92", "cars-1-team_name": "Another"},
    )

    assert "Please correct the duplicate values below." in errors(response)
    assert TargetEntry.objects.count() == 1
