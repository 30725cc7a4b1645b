"""Values of a pack as the database wants them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from i18nfield.strings import LazyI18nString

from championship.models import Status
from championship.scoring.durations import parse_duration

from .load import Load, Pack


def plain(node: Pack, *names: str) -> dict[str, str]:
    return {name: node.get(name, "") for name in names}


class Words(LazyI18nString):
    """A text of a pack, in one language or several; without any it is as good as none."""

    def __eq__(self, other):
        return _told(self.data) == _told(getattr(other, "data", other))

    __hash__ = None


def _told(data: Any) -> Any:
    told = {key: text for key, text in data.items() if text} if isinstance(data, dict) else data
    return told or ""


def words(node: Pack, *names: str) -> dict[str, Words]:
    return {name: Words(node.get(name, "")) for name in names}


def aliases(nodes: Mapping[str, Pack], rows: Mapping[str, Model]) -> dict[int, list[Pack]]:
    """The other names of each of these rows, by its key."""
    return {
        rows[slug].pk: [{"name": name} for name in sorted(node.get("aliases", []))]
        for slug, node in nodes.items()
    }


def duration(node: Pack, key: str) -> int | None:
    return parse_duration(node[key]) if key in node else None


def day(node: Pack, key: str) -> date | None:
    return date.fromisoformat(node[key]) if key in node else None


def moment(node: Pack, key: str) -> datetime | None:
    return datetime.fromisoformat(node[key]) if key in node else None


def timing(load: Load, node: Pack) -> dict[str, Any]:
    return {
        "status": node.get("status", Status.CLASSIFIED),
        "laps": node.get("laps"),
        "time_ms": duration(node, "time"),
        "best_lap_ms": duration(node, "best_lap"),
        "best_lap_number": node.get("best_lap_number"),
        "best_lap_driver_id": load.driver_id(node.get("best_lap_driver")),
        "second_best_lap_ms": duration(node, "second_best_lap"),
        "grid_place": node.get("grid_place"),
    }


def instead_of(file_name: str) -> str:
    """What stands in a pack for the text of a notice that is a file and nothing else."""
    return f"[{file_name}]"
