"""Agreements, what awards lead to, their rules, and the life of each of their places."""

from championship.models import (
    Agreement,
    Award,
    AwardCandidate,
    AwardStep,
    AwardTarget,
    Notice,
    TargetEntry,
)

from .dump import CannotDump, Dump, Record
from .values import by_number, moment, present, unless, words


def agreements(dump: Dump) -> list[Record]:
    """Those that cover the season, or by which its awards are given."""
    rows = Agreement.objects.filter(pk__in=dump.agreement_ids)
    rows = rows.select_related("notice__event", "article").prefetch_related("parties")
    return [_agreement(dump, row) for row in rows.order_by("slug")]


def _agreement(dump: Dump, row: Agreement) -> Record:
    """Documents of other seasons stand in the packs of those."""
    return present(
        slug=row.slug,
        name=words(row.name),
        announced_on=row.announced_on.isoformat() if row.announced_on else None,
        place=row.place,
        parties=sorted(party.slug for party in row.parties.all()),
        summary=words(row.summary),
        outcome=words(row.outcome),
        notice=_notice(row.notice) if row.notice and _is_own(dump, row.notice) else None,
        article=_article(dump, row),
        sources=row.sources.splitlines(),
    )


def _article(dump: Dump, row: Agreement) -> Record | None:
    article = row.article
    if article is None or article.pk not in dump.article_ids:
        return None
    return present(slug=article.slug, language=unless(article.language, "en"))


def _is_own(dump: Dump, notice: Notice) -> bool:
    return notice.event.season_id == dump.season.pk


def _notice(notice: Notice) -> Record:
    return {"event": notice.event.slug, "number": notice.number}


def award_targets(dump: Dump) -> list[Record]:
    """What the season's awards lead to, with all cars that are known there."""
    rows = AwardTarget.objects.filter(awards__season=dump.season).distinct()
    rows = rows.select_related("series", "event__season__series").prefetch_related("cars__team")
    return [
        present(
            slug=row.slug,
            name=row.name,
            year=row.year,
            series=row.series.slug if row.series else None,
            event=_event(row),
            cars=[
                _car(car) for car in sorted(row.cars.all(), key=lambda car: by_number(car.number))
            ],
        )
        for row in rows.order_by("slug")
    ]


def _event(target: AwardTarget) -> Record | None:
    if target.event is None:
        return None
    season = target.event.season
    return {"series": season.series.slug, "season": season.slug, "event": target.event.slug}


def _car(car: TargetEntry) -> Record:
    return present(
        number=car.number,
        team=car.team.slug if car.team else None,
        team_name=car.team_name,
        **{"class": car.car_class},
        crew=car.crew,
        result=words(car.result),
        basis=words(car.basis),
        note=words(car.note),
    )


def awards(dump: Dump) -> list[Record]:
    rows = dump.season.awards.select_related(
        "target", "championship", "given_by", "agreement", "must_enter"
    ).prefetch_related(
        "steps__notice__event",
        "steps__used_by",
        "steps__candidates__team",
        "steps__candidates__driver",
        "steps__candidates__manufacturer",
    )
    ordered = rows.order_by("championship__order", "championship__slug", "place", "slug")
    return [_award(dump, row) for row in ordered]


def _award(dump: Dump, row: Award) -> Record:
    return present(
        slug=row.slug,
        kind=row.kind,
        target=row.target.slug if row.target else None,
        target_class=row.target_class,
        benefit=words(row.benefit),
        championship=row.championship.slug if row.championship else None,
        place=unless(row.place, 1),
        last_place=row.last_place,
        recipient=unless(row.recipient, Award.Recipient.TEAM),
        given_by=row.given_by.slug if row.given_by else None,
        agreement=row.agreement.slug if row.agreement else None,
        minimum_entries=row.minimum_entries,
        full_season_only=row.full_season_only or None,
        not_otherwise_qualified=row.not_otherwise_qualified or None,
        must_enter=row.must_enter.slug if row.must_enter else None,
        if_not_taken=unless(row.if_not_taken, Award.NotTaken.NOBODY),
        down_to=row.down_to,
        note=words(row.note),
        sources=row.sources.splitlines(),
        steps=[_step(dump, row, step) for step in row.steps.all()],
    )


def _step(dump: Dump, award: Award, step: AwardStep) -> Record:
    if step.notice and not _is_own(dump, step.notice):
        raise CannotDump(
            f"{award}: notice “{step.notice}” is of another season. A pack can't name it yet."
        )
    return present(
        place=unless(step.place, award.place),
        state=step.state,
        taken_on=step.taken_on.isoformat() if step.taken_on else None,
        author=step.author,
        document=step.document,
        notice=_notice(step.notice) if step.notice else None,
        used_by=step.used_by.number if step.used_by else None,
        note=words(step.note),
        sources=step.sources.splitlines(),
        recorded_at=moment(step.recorded_at),
        undone_at=moment(step.undone_at),
        candidates=[_candidate(dump, award, row) for row in step.candidates.all()],
    )


def _candidate(dump: Dump, award: Award, row: AwardCandidate) -> Record:
    if row.entry_id and row.entry_id not in dump.ids:
        raise CannotDump(f"{award}: a car that came into question is of another season.")
    return present(
        rank=row.rank,
        outcome=unless(row.outcome, AwardCandidate.Outcome.HOLDER),
        reason=row.reason,
        detail=row.detail,
        **dump.recipient(row),
    )
