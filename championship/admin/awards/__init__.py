"""What places earn: the rules, what they lead to, and the desk where each takes its steps."""

from . import rule, target  # noqa: F401
