"""Awards as pages print them: who has one and since when, by which documents, in whose words."""

import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from championship.models import Award, AwardStep, Notice, Team
from championship.queries import award_words as words
from championship.queries.as_published import Issue
from championship.queries.award_candidates import Holder, holders_of
from championship.queries.award_ledger import TeamAtTarget, Way
from championship.queries.awards import AwardLine

from .results import number_word

register = template.Library()

ADDRESS = re.compile(r"(https?://[^\s<>\"]+[^\s<>\"().,;:!?])")
GIVING = (AwardStep.State.CONFIRMED, AwardStep.State.OFFERED, AwardStep.State.ACCEPTED)


@register.filter
def giving_step(line: AwardLine) -> AwardStep | None:
    """The step by which whoever has an award got it: not what was made of it afterwards."""
    standing = [step for step in line.steps if step.undone_at is None]
    given = [step for step in standing if step.state in GIVING]
    later = (AwardStep.State.USED, AwardStep.State.NOT_USED)
    if line.state in later:
        return given[-1] if given else None
    return standing[-1] if standing else None


@register.filter
def its_team(holder: Holder) -> Team | None:
    """The team whose ledger has an award; none for a driver or a manufacturer."""
    return holder.team or (holder.entry.team if holder.entry else None)


@register.filter
def holders(step: AwardStep) -> list[Holder]:
    """Who had an award with a step."""
    return holders_of(step)


@register.filter
def names(held: list[Holder]) -> str:
    """ "#4 CrowdStrike Racing by APR, #7 …"."""
    return words.names_of(held)


@register.filter
def passed_over(step: AwardStep) -> list[str]:
    """Who was passed over with a step, and why, a sentence each."""
    return [words.passed_sentence(row) for row in words.passed_over_in(step)]


@register.simple_tag
def step_document(step: AwardStep) -> str:
    """The document of a step: its notice as a link once that is public, else as it is called."""
    notice = step.notice
    if notice is None or not _is_out(notice):
        return step.document
    return format_html('<a href="{}">{}</a>', notice_address(notice), step.document or notice)


@register.filter
def notice_address(notice: Notice) -> str:
    """The page of a notice, its event, season and series joined."""
    season = notice.event.season
    words = season.series.slug, season.slug, notice.event.slug, notice.number
    return reverse("championship:notice", args=words)


@register.filter
def source_lines(text: str) -> list[SafeString]:
    """Sources, one a line; web addresses in them are links, each named by its site."""
    return [_linked(line.strip()) for line in text.splitlines() if line.strip()]


@register.filter
def in_its_language(text: LazyI18nString) -> str:
    """A text in the language of the page, or in another that is said to be."""
    language = _other_language(text)
    if not language:
        return str(text)
    return format_html('<span lang="{}">{}</span>', language, str(text))


@register.filter
def paragraphs(text: LazyI18nString) -> SafeString:
    """A longer text in paragraphs, its language said if it is not the page's."""
    language = _other_language(text)
    inner = mark_safe(linebreaks(str(text), autoescape=True))
    return format_html('<div lang="{}">{}</div>', language, inner) if language else inner


@register.filter
def rule(award: Award) -> str:
    """What it is and for whom."""
    return words.rule_sentence(award)


@register.filter
def rule_details(award: Award) -> list[str]:
    """What the rule asks for, and who is next.

    That nobody is next stands in the rule wherever nothing else is known: it is not told.
    """
    told = words.condition_sentences(award)
    if award.if_not_taken != Award.NotTaken.NOBODY:
        told.append(words.not_taken_sentence(award))
    return told


@register.filter
def passed_words(line: AwardLine) -> list[str]:
    """Whom the rule passes over now, and why, a sentence each."""
    return [words.passed_sentence(row) for row in line.passed]


@register.filter
def nobody_words(line: AwardLine) -> str:
    """Why the rule gives it to nobody."""
    return words.nobody_gets_it(line)


@register.filter
def lead_words(line: AwardLine) -> str:
    """By how much whoever would get an award leads."""
    return words.lead_words(line)


@register.filter
def question(line: AwardLine) -> str:
    """What the table says now, of an award in question."""
    return words.question_sentence(line)


@register.filter
def as_revision(issue: Issue) -> str:
    """ "as provisional, revision 1"."""
    facts = {"state": issue.state_name, "revision": issue.revision}
    return _("as %(state)s, revision %(revision)s") % facts


@register.filter
def date_of(moment: datetime) -> date:
    """The day of a moment, in UTC."""
    return moment.astimezone(UTC).date()


@register.filter
def ways_sentence(row: TeamAtTarget) -> str:
    """ "Pure Rxcing held three ways into the 24 Hours of Le Mans 2024 and raced one car."."""
    facts = {"team": row.team, "target": row.target, "ways": number_word(row.held)}
    facts["cars"] = ngettext("%(word)s car", "%(word)s cars", len(row.cars)) % {
        "word": number_word(len(row.cars))
    }
    if not row.held:
        return _("%(team)s raced %(cars)s at the %(target)s.") % facts if row.cars else ""
    if row.cars:
        text = ngettext(
            "%(team)s held %(ways)s way into the %(target)s and raced %(cars)s.",
            "%(team)s held %(ways)s ways into the %(target)s and raced %(cars)s.",
            row.held,
        )
    else:
        text = ngettext(
            "%(team)s has %(ways)s way into the %(target)s. No car of the team is recorded there.",
            "%(team)s has %(ways)s ways into the %(target)s. No car of the team is recorded there.",
            row.held,
        )
    return text % facts


@register.filter
def state_of_way(way: Way) -> str:
    """How a way stands: "confirmed", "declined"; what would be; a car's own right."""
    if way.line is None:
        return _("entered in its own right")
    if way.step is None:
        return _("would go to it") if way.line.holders else ""
    return way.step.get_state_display()


def _is_out(notice: Notice) -> bool:
    is_published = notice.published_at is not None and notice.published_at <= timezone.now()
    return is_published and notice.event.season.is_public


def _linked(line: str) -> SafeString:
    parts = enumerate(ADDRESS.split(line))  # every second part is an address
    return format_html_join(
        "",
        "{}",
        ((_link(part) if number % 2 else part,) for number, part in parts),
    )


def _link(address: str) -> SafeString:
    """A link that reads as the name of its site; the whole address shows on pointing at it."""
    link = '<a href="{0}" title="{0}" rel="noopener">{1}</a>'
    return format_html(link, address, _site(address))


def _site(address: str) -> str:
    try:
        name = urlsplit(address).hostname or address
    except ValueError:  # brackets without the address of a machine between them
        return address
    return name.removeprefix("www.")


def _other_language(text: LazyI18nString) -> str:
    """The language of a text where it is another than the page's; empty if nobody knows."""
    known = getattr(text, "data", None)
    if not isinstance(known, dict) or known.get(get_language()):
        return ""
    shown = str(text)
    order = sorted(known, key=lambda code: code != settings.LANGUAGE_CODE)
    return next((code for code in order if known[code] == shown), "")
