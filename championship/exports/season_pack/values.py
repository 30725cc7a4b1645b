"""Values as a pack has them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.conf import settings

from championship.models import Session
from championship.scoring.durations import write_duration

Record = dict[str, Any]


def present(**record: Any) -> Record:
    """Without what is unknown or empty; 0 and False are facts."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def words(text: Any) -> str | Record:
    """A text in one language or several, in the order of the site's languages."""
    told = getattr(text, "data", text)
    if not isinstance(told, dict):
        return str(told or "")
    return {
        language: told[language] for language, _name in settings.LANGUAGES if told.get(language)
    }


def unless(value: Any, default: Any) -> Any:
    return None if value == default else value


def by_number(number: str) -> tuple:
    return (int(number) if number.isdigit() else 10**6, len(number), number)


def duration(ms: int | None) -> str | None:
    return None if ms is None else write_duration(ms)


def moment(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def plain_decimal(value: Decimal | None) -> str | None:
    return None if value is None else format(value.normalize(), "f")


def points(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


def grouped(rows: Iterable, key: str) -> defaultdict:
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def session_order(session: Session) -> tuple:
    day = session.starts_on.isoformat() if session.starts_on else "9999"
    moment = session.starts_at.isoformat() if session.starts_at else "9999"
    return day, moment, session.slug
