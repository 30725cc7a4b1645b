"""Awards as the race desk shows them, in the words that public pages use too."""

from django import template

from championship.models import Award, AwardStep
from championship.queries import award_words
from championship.queries.awards import Ranked

register = template.Library()


@register.filter
def rule_in_words(award: Award) -> list[str]:
    """The whole rule, a sentence each."""
    told = [f"{award_words.rule_sentence(award)}.", *award_words.condition_sentences(award)]
    return [*told, award_words.not_taken_sentence(award)] if award.championship_id else told


@register.filter
def why_passed(ranked: Ranked) -> str:
    return award_words.passed_sentence(ranked)


@register.filter
def in_words(step: AwardStep) -> str:
    """ "Declined on 12 March 2024 by the team: #91 Pure Rxcing"."""
    return award_words.step_sentence(step)


@register.filter
def passed_in(step: AwardStep) -> list[Ranked]:
    """Who was passed over when the step was taken."""
    return award_words.passed_over_in(step)
