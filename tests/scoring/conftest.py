"""The properties of the scoring rules are tried on the same examples everywhere."""

from hypothesis import settings

settings.register_profile("rulebook", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("rulebook")
