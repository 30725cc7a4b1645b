"""Every rule of the public stylesheets is for something that pages hold."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = settings.BASE_DIR / "static/championship/css"
PUBLIC = ["site", "results", "histories", "notices", "title-fight", "progress", "styleguide"]
COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATIONS = re.compile(r"\{[^{}]*\}")
CLASS = re.compile(r"\.([a-z][\w-]*)")
WORD = re.compile(r"[\w-]+")
BEGINNING = re.compile(r"[\w-]+(?=\{)")


def selectors(name):
    """The text of a stylesheet without what its rules say."""
    return DECLARATIONS.sub(" ", COMMENTS.sub("", (CSS / f"{name}.css").read_text()))


@pytest.fixture(scope="module")
def made():
    """Every word of what makes markup, and the beginnings that code puts together with more.

    Templates make it, and the code and script that write some of it.
    """
    sources = [
        *(settings.BASE_DIR / "templates").rglob("*.html"),
        *(settings.BASE_DIR / "championship").rglob("*.py"),
        *(settings.BASE_DIR / "static/championship/js").glob("*.js"),
    ]
    markup = "\n".join(Path(source).read_text() for source in sources)
    return set(WORD.findall(markup)), set(BEGINNING.findall(markup))


def is_made(name, made):
    """Whether a class is written out somewhere, or put together after one of its hyphens."""
    words, beginnings = made
    return name in words or any(
        name[: hyphen.end()] in beginnings for hyphen in re.finditer("-", name)
    )


@pytest.mark.parametrize("name", PUBLIC)
def test_every_class_of_a_stylesheet_stands_in_some_page(name, made):
    unused = {each for each in CLASS.findall(selectors(name)) if not is_made(each, made)}

    assert unused == set()


@pytest.mark.parametrize("name", PUBLIC)
def test_no_rule_stands_twice_in_the_same_place(name):
    """The parts between at-rules are the places; a rule may say again what a wider one said."""
    text = COMMENTS.sub("", (CSS / f"{name}.css").read_text())
    for place in re.split(r"^@", text, flags=re.MULTILINE):
        rules = [line.strip() for line in place.splitlines() if re.search(r"\{.*\}$", line)]
        assert sorted(rules) == sorted(set(rules))
