"""The states of a title fight in words."""

from django import template

from championship.models import TitleState

register = template.Library()


@register.filter
def title_state(state: str) -> str:
    """Champion, can still be champion, can't be champion any more."""
    return str(TitleState.State(state).label)
