"""Entry lists in words."""

from django import template

from championship.queries import change_sentences
from championship.queries.entry_changes import Changes, ClassTotal

register = template.Library()


@register.filter
def change_groups(changes: Changes) -> list[change_sentences.Group]:
    """What changed, by kind, in sentences."""
    return change_sentences.groups(changes)


@register.filter
def total_change(total: ClassTotal) -> str:
    """GT 23, unchanged; LMP2 11 → 13."""
    return change_sentences.total_in_words(total)
