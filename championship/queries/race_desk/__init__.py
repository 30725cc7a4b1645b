"""What is due at the race desk now: the clock is handed in, and each part is asked alone.

Whoever may not see a part does not pay for it. No part costs more for more events.
"""

from .applications import Application, applications
from .checks import CurrentChecks, current_checks
from .decisions import draft_decisions
from .documents import (
    Document,
    WaitingAward,
    Waits,
    provisional_documents,
    revised_documents,
    waiting_awards,
)
from .focus import Focus, focus
from .missing import Missing, sessions_without_result
from .next_event import NextEvent, next_event
from .now import Due, what_is_due

__all__ = [
    "Application",
    "CurrentChecks",
    "Document",
    "Due",
    "Focus",
    "Missing",
    "NextEvent",
    "WaitingAward",
    "Waits",
    "applications",
    "current_checks",
    "draft_decisions",
    "focus",
    "next_event",
    "provisional_documents",
    "revised_documents",
    "sessions_without_result",
    "waiting_awards",
    "what_is_due",
]
