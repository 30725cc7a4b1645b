"""The bodies behind the series, what they agreed, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from championship.models import (
    Agreement,
    Article,
    Organisation,
    OrganisationRole,
    Season,
)

from .award_ledger import public_awards
from .awards import AwardLine, lines_of


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation and what it is to each series."""

    organisation: Organisation
    roles: list[OrganisationRole]


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation: its roles, its agreements, and the awards that it gives."""

    organisation: Organisation
    roles: list[OrganisationRole]
    agreements: list[Agreement]
    awards: list[AwardLine]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """An agreement: who made it, for which seasons, and the awards that come from it.

    A notice or an article is None until it is public.
    """

    agreement: Agreement
    parties: list[Organisation]
    seasons: list[Season]
    awards: list[AwardLine]
    has_notice: bool
    has_article: bool


def all_organisations(*, hidden: bool = False) -> list[OrganisationRow]:
    """Every organisation by its name, with what it is to each series. Two queries."""
    rows = Organisation.objects.prefetch_related(
        Prefetch("roles", queryset=_roles(hidden), to_attr="shown")
    )
    return [OrganisationRow(row, row.shown) for row in rows]


def organisation_page(slug: str, *, hidden: bool = False) -> OrganisationPage | None:
    """An organisation; None if there is none. Three queries beside those of its awards."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return None
    return OrganisationPage(
        organisation,
        list(_roles(hidden).filter(organisation=organisation)),
        list(_agreements().filter(parties=organisation)),
        lines_of(public_awards(hidden=hidden).filter(given_by=organisation)),
    )


def all_agreements() -> list[Agreement]:
    """Every agreement with its parties, newest first. Two queries."""
    return list(_agreements().prefetch_related("parties"))


def agreement_page(slug: str, *, now: datetime, hidden: bool = False) -> AgreementPage | None:
    """An agreement; None if there is none. Three queries beside those of its awards."""
    out = Article.objects.public(now, hidden=hidden).filter(pk=OuterRef("article"))
    agreement = (
        Agreement.objects.filter(slug=slug)
        .select_related("notice__event__season__series", "article")
        .annotate(has_article=Exists(out))
        .first()
    )
    if agreement is None:
        return None
    seasons = agreement.seasons.select_related("series").order_by("starts_on", "series__name")
    awards = public_awards(hidden=hidden).filter(agreement=agreement)
    return AgreementPage(
        agreement,
        list(agreement.parties.all()),
        list(seasons if hidden else seasons.filter(is_public=True)),
        lines_of(awards.order_by("season__starts_on", "season", "place", "pk")),
        has_notice=_is_notice_out(agreement, now, hidden),
        has_article=agreement.has_article,
    )


def _roles(hidden: bool) -> QuerySet[OrganisationRole]:
    """What organisations are to the series that have a public season."""
    roles = OrganisationRole.objects.select_related("series").order_by("series__name", "role")
    if hidden:
        return roles
    public = Season.objects.public().filter(series=OuterRef("series"))
    return roles.filter(Exists(public))


def _agreements() -> QuerySet[Agreement]:
    return Agreement.objects.order_by(F("announced_on").desc(nulls_last=True), "slug")


def _is_notice_out(agreement: Agreement, now: datetime, hidden: bool) -> bool:
    notice = agreement.notice
    if notice is None or not (notice.published_at and notice.published_at <= now):
        return False
    return hidden or notice.event.season.is_public
