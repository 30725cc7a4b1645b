"""The GT invitation is declined in a browser, offered to the next, and all of it taken back."""

import pytest
from django.contrib.auth import get_user_model

from championship.models import Award
from championship.queries.awards import lines_of
from tests.browser.screens import wider_than_the_screen

pytestmark = pytest.mark.browser


@pytest.fixture
def sign_in(site, open_browser):
    """sign_in(width=390): the race desk with somebody signed in."""
    get_user_model().objects.create_superuser("secretary", password="race control")

    def signed_in(**options):
        page = open_browser(**options)
        page.goto(f"{site}/admin/")
        page.fill("#id_username", "secretary")
        page.fill("#id_password", "race control")
        page.press("#id_password", "Enter")
        page.wait_for_selector("#user-tools")
        return page

    return signed_in


@pytest.fixture
def invitation(site):
    """The GT invitation of 2023/24, before anything became of it."""
    award = Award.objects.get(season__slug="2023-24", championship__slug="gt-teams")
    for step in award.steps.all():
        step.candidates.all().delete()
    award.steps.all().delete()
    return award


def press(page, words):
    page.click(f"#content a.button:text-is('{words}')")


def confirm(page):
    page.click("#content input[type=submit]")
    return page.locator(".messagelist").inner_text()


def how_it_stands(award):
    (line,) = lines_of(Award.objects.filter(pk=award.pk))
    return line.state, [one.recipient.label for one in line.holders]


@pytest.mark.parametrize(("width", "script"), [(1440, True), (390, False)])
def test_declined_offered_to_the_next_and_taken_back(site, sign_in, invitation, width, script):
    page = sign_in(width=width, java_script_enabled=script)
    page.goto(f"{site}/admin/championship/award/{invitation.pk}/change/")
    page.select_option("#id_if_not_taken", "next")
    page.click("input[name=_save] >> nth=0")
    page.goto(f"{site}/admin/championship/award/{invitation.pk}/life/")

    press(page, "Confirm")
    confirm(page)
    press(page, "Declined")
    assert "By the rule it goes to #88 Triple Eight" in page.locator(".happens").inner_text()
    page.fill("#id_author", "Pure Rxcing")
    confirm(page)
    press(page, "Offer it to #88 Triple Eight")
    confirm(page)
    assert how_it_stands(invitation) == ("offered", ["#88 Triple Eight"])

    press(page, "Take the last step back")
    confirm(page)
    press(page, "Take the last step back")
    assert "Taken back: Declined by Pure Rxcing: #91 Pure Rxcing." in confirm(page)
    assert how_it_stands(invitation) == ("confirmed", ["#91 Pure Rxcing"])


def test_a_step_is_taken_by_keyboard_alone(site, sign_in, invitation):
    page = sign_in()
    page.goto(f"{site}/admin/championship/award/{invitation.pk}/life/1/void/")

    page.focus("#id_author")
    page.keyboard.type("ACO")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")

    page.wait_for_selector(".messagelist")
    assert how_it_stands(invitation) == ("void", [])


SCREENS = [(360, "light"), (390, "dark"), (1440, "light")]


def test_every_page_of_an_award_fits(site, sign_in, invitation):
    page = sign_in()
    faults = []
    for address in ("", "change/", "preview/", "life/", "life/1/confirmed/", "life/1/offered/"):
        place = f"{invitation.pk}/{address}" if address else ""
        page.goto(f"{site}/admin/championship/award/{place}")
        for width, scheme in SCREENS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            if wider_than_the_screen(page):
                faults.append((address, width, scheme))

    assert faults == []
    assert page.script_errors == []
