"""What the documentation shows must work."""

import io
import json
import re
from pathlib import Path

from championship.imports.season_pack import read_season_pack

ROOT = Path(__file__).parents[1]


def test_the_example_of_a_season_pack_has_no_problem():
    text = (ROOT / "docs" / "season-pack.md").read_text(encoding="utf-8")
    example = re.search(r"```json\n(.*?)```", text, re.DOTALL)[1]

    pack, problems = read_season_pack(io.BytesIO(example.encode()))

    assert problems == []
    assert pack == json.loads(example)


def test_every_page_of_the_documentation_is_linked_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    pages = [page.name for page in (ROOT / "docs").glob("*.md")]
    assert [page for page in pages if f"docs/{page}" not in readme] == []
