"""A pack whose articles can't be shown is refused with the place and the value."""

import pytest

from .test_season_pack import problems_in


def grid(**more):
    return {"id": "grid", "name": "grid.png", "content": "iVBORw0KGgo=", **more}


def article(**more):
    return {"slug": "rain", "title": "Rain", "text": "It rained.", **more}


@pytest.mark.parametrize(
    ("pictures", "articles", "problem"),
    [
        (
            [grid()],
            [article(picture="gird", picture_text="A grid.")],
            '$.articles[0].picture: "gird" is not a picture of this pack (grid).',
        ),
        (
            [grid()],
            [article(picture="grid")],
            "$.articles[0]: “picture_text” is missing: say what the picture shows.",
        ),
        (
            [grid(content="<svg>")],
            [],
            '$.pictures[0].content: "<svg>" is not Base64 (RFC 4648, 4).',
        ),
        (
            [grid(), grid()],
            [],
            '$.pictures[1].id: "grid" stands already at $.pictures[0].id.',
        ),
        (
            [],
            [article(about="series", event="sepang")],
            '$.articles[0].event: "sepang" stands in an article about the series alone.',
        ),
    ],
)
def test_problem_is_named(small_pack, pictures, articles, problem):
    small_pack |= {"pictures": pictures, "articles": articles}

    assert problems_in(small_pack) == [problem]
