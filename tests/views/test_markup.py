"""Every page is sound HTML that can be read without eyes, in every language."""

from functools import cache
from itertools import pairwise

import pytest
from django.test import Client
from tinyhtml5.parser import HTMLParser

from .addresses import FILES, HTML, PAGES, address
from .html import Page
from .worlds import parts

pytestmark = pytest.mark.django_db
# What a list, a list of terms or a row is made of.
PARTS = {("ul", "ol"): {"li"}, ("dl",): {"dt", "dd", "div"}, ("tr",): {"th", "td"}}
# Attributes that name other parts of the page by their ids.
NAMES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")
FOR_ALL = [name for name in PAGES if name != "styleguide"]
every_page = pytest.mark.parametrize("name", HTML)


@pytest.fixture(scope="module")
def response_of(worlds):
    """The answer of each page, asked for once: it is only read."""
    return cache(lambda name: Client().get(address(name, **parts(worlds["small"]))))


@pytest.fixture(scope="module")
def page_of(response_of):
    """Each page, taken apart once."""
    return cache(lambda name: Page(response_of(name)))


@pytest.fixture
def response(response_of, name):
    return response_of(name)


@pytest.fixture
def page(page_of, name):
    return page_of(name)


@every_page
def test_a_parser_of_html_finds_no_fault(response):
    parser = HTMLParser()

    parser.parse(response.content, transport_encoding="utf-8")

    assert parser.errors == []


@every_page
def test_every_tag_is_closed_as_it_was_opened(page):
    assert page.declared == "doctype html"
    assert page.faults == []


@every_page
def test_lists_and_rows_hold_only_their_parts(page):
    for tags, allowed in PARTS.items():
        for whole in page.root.find(*tags):
            parts = {part.tag for part in whole.children if not isinstance(part, str)}
            assert parts <= allowed, whole.seen


@every_page
def test_landmarks_are_one_of_each_and_menus_have_different_names(page):
    names = [menu.attrs.get("aria-label") for menu in page.root.find("nav")]

    assert len(list(page.root.find("main"))) == 1
    assert all(names)
    assert len(names) == len(set(names))


@every_page
def test_headings_begin_with_one_title_and_skip_no_level(page):
    levels = [level for level, _words in page.headings()]

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise([0, *levels]))


@every_page
def test_no_word_of_style_or_script_stands_in_the_page(page):
    nodes = list(_all(page.root))

    scripts = [node for node in nodes if node.tag == "script"]
    data = [node for node in scripts if node.attrs.get("type") == "application/ld+json"]
    assert [
        node for node in scripts if node not in data and (node.children or "src" not in node.attrs)
    ] == []
    assert [node for node in nodes if node.tag == "style"] == []
    assert [node.tag for node in nodes if {"style", "onclick", "onload"} & node.attrs.keys()] == []


@every_page
def test_an_id_stands_once_and_labels_name_what_is_there(page):
    nodes = list(_all(page.root))
    ids = [node.attrs["id"] for node in nodes if "id" in node.attrs]
    named = {part for node in nodes for name in NAMES for part in node.attrs.get(name, "").split()}

    assert sorted(ids) == sorted(set(ids))
    assert named <= set(ids)


@every_page
def test_a_table_has_a_caption_and_heads_with_a_scope(page):
    for table in page.root.find("table"):
        assert next(_all(table)).tag == "caption"
        assert {head.attrs.get("scope") for head in table.find("th")} <= {"col", "row", "rowgroup"}
        assert all(list(row.find("th")) for row in table.find("tr"))


@pytest.mark.parametrize("language", ["fr", "de"])
@pytest.mark.parametrize("name", FOR_ALL)
def test_page_is_there_in_french_and_german(client, worlds, name, language):
    response = client.get(f"/{language}{address(name, **parts(worlds['small']))}")

    assert response.status_code == 200
    assert response.headers["Content-Language"] == language


@pytest.mark.parametrize("name", FILES)
def test_file_is_utf8_with_one_line_of_heads_and_a_name(client, worlds, name):
    response = client.get(address(name, **parts(worlds["small"])))
    heads, *lines = response.content.decode().splitlines()

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="small-')
    assert lines
    assert "<" not in heads


@pytest.mark.parametrize("name", [name for name in FOR_ALL if name != "spoilers"])
def test_page_is_only_read(client, worlds, name):
    assert client.post(address(name, **parts(worlds["small"]))).status_code == 405


def _all(node):
    for child in node.children:
        if not isinstance(child, str):
            yield child
            yield from _all(child)
