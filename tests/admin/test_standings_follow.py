"""Whatever staff change, the standings are what the results and rules give."""

import pytest
from django.urls import reverse

from championship.models import Bonus, PointsScale, Standing
from championship.workflows.standings import differences

from .browser import answered, publish

pytestmark = pytest.mark.usefixtures("aslms")


def points(title, number):
    return Standing.objects.get(
        championship__slug=title, round__number=5, entry__number=number
    ).points


def submit(admin_client, row, **changes):
    """Press "Save" on a row's page with some fields changed, all others as shown."""
    page = reverse(f"admin:championship_{row._meta.model_name}_change", args=[row.pk])
    form = admin_client.get(page).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    return admin_client.post(page, data | changes, follow=True)


def test_a_corrected_points_scale_changes_the_tables_at_once(admin_client, aslms):
    scale = PointsScale.objects.get()
    asked = submit(admin_client, scale, pole_points="2")

    response = admin_client.post(asked.request["PATH_INFO"], answered(asked), follow=True)

    assert points("lmp3-teams", "17") == 104 + 3
    assert "Standings computed again: LMP2 teams, LMP2 drivers" in response.text
    assert differences(aslms) == []


def test_a_pole_that_is_taken_back_takes_its_point_along_with_the_next_revision(
    admin_client, aslms
):
    pole = Bonus.objects.get(session__slug="dubai-race", car_class__code="LMP3")

    admin_client.post(reverse("admin:championship_bonus_delete", args=[pole.pk]), {"post": "yes"})
    assert points("lmp3-teams", "17") == 104

    publish(admin_client, pole.session, state="amended")
    assert points("lmp3-teams", "17") == 103
    assert differences(aslms) == []


def test_a_pole_that_is_passed_on_is_asked_about_by_nobody_and_said_to_come(admin_client, aslms):
    pole = Bonus.objects.get(session__slug="dubai-race", car_class__code="GT")
    others = pole.session.results.exclude(event_entry=pole.event_entry)
    other = others.filter(event_entry__car_class__code="GT").last().event_entry

    response = submit(admin_client, pole, event_entry=other.pk)

    assert "counts from the next revision on" in response.text
    assert differences(aslms) == []


def test_a_title_made_late_has_its_table_at_once(admin_client, aslms):
    gt = aslms.classes.get(code="GT")
    values = {
        "season": aslms.pk,
        "name": "GT makes",
        "slug": "gt-makes",
        "order": 7,
        "recipient": "manufacturer",
        "car_class": gt.pk,
        "first_rules": f"scale:{PointsScale.objects.get().pk}",
    }

    admin_client.post(reverse("admin:championship_championship_add"), values)

    makes = Standing.objects.filter(championship__slug="gt-makes", round__number=5)
    assert makes.count() == 8
    assert differences(aslms) == []


def test_a_title_that_is_deleted_takes_its_tables_along(admin_client, aslms):
    title = aslms.championships.get(slug="gt-drivers")
    page = reverse("admin:championship_championship_delete", args=[title.pk])
    asked = admin_client.post(page, {"post": "yes"})

    admin_client.post(page, answered(asked))

    assert not aslms.championships.filter(slug="gt-drivers").exists()
    assert differences(aslms) == []


def test_a_renamed_team_changes_no_table(admin_client, aslms):
    team = aslms.entries.get(number="4").team
    page = reverse("admin:championship_team_change", args=[team.pk])
    form = {"name": "Renamed", "slug": team.slug, "country": "PT"}
    inlines = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}

    admin_client.post(page, form | inlines)

    team.refresh_from_db()
    assert team.name == "Renamed"
    assert differences(aslms) == []
