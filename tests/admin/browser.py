"""Filling in a page of the race desk as a browser does."""

import re

from django import forms
from django.urls import reverse


def what_the_page_says(response):
    """Every field of a form and its inlines, with the value a browser would send back."""
    known = re.search(r'name="opened_after" value="(\d*)"', response.text)
    data = {"opened_after": known[1]} if known else {}
    pages = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        pages += [inline.formset.management_form, *inline.formset.forms]
    for form in pages:
        for field in form:
            data |= as_sent(field)
    return data


def as_sent(field):
    value = field.value()
    if isinstance(field.field.widget, forms.MultiWidget):
        parts = field.field.widget.decompress(value)
        return {f"{field.html_name}_{i}": part or "" for i, part in enumerate(parts)}
    if field.field.disabled or value is False:
        return {}
    if value is None:
        value = [] if isinstance(field.field, forms.ModelMultipleChoiceField) else ""
    return {field.html_name: value}


def save(client, address, **changes):
    """Open a page, change some fields, press Save. Returns the page that follows."""
    page = client.get(address)
    assert page.status_code == 200
    return client.post(address, what_the_page_says(page) | changes)


def answered(asked, reason="Bulletin 7"):
    """What a browser sends when somebody confirms, with a reason, that published tables change."""
    assert "Nothing is" in asked.text, "Nobody asked."
    data = {}
    for name, value in asked.context["sent"]:
        data.setdefault(name, []).append(value)
    return data | {"_tables": asked.context["fingerprint"], "_reason": reason, "_confirm": "on"}


def publish(client, session, *drafts, **fields):
    """Look at what publishing a session changes, and press Publish. Returns what follows."""
    address = reverse("admin:championship_session_publish", args=[session.pk])
    keys = [draft.pk for draft in drafts]
    seen = client.get(address, {"decision": keys}).context["seen"]
    return client.post(address, {"seen": seen, "decision": keys, **fields})


def errors(response):
    """All error messages of the page that came back, in the order of its fields."""
    assert response.status_code == 200, "The page was saved."
    found = list(response.context["errors"])
    return [str(message) for messages in found for message in as_list(messages)]


def as_list(messages):
    return messages if isinstance(messages, list) else [messages]
