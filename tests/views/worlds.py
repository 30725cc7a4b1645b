"""A season in which every page has something to show, as large as wanted."""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from championship.models import (
    AwardStep,
    Championship,
    Circuit,
    Classification,
    Decision,
    EntryListLine,
    EntryListSeat,
    Session,
)
from championship.workflows.results import freeze
from championship.workflows.standings import store_standings
from tests.factories import (
    AgreementFactory,
    ArticleFactory,
    AwardCandidateFactory,
    AwardFactory,
    AwardStepFactory,
    AwardTargetFactory,
    BonusFactory,
    CarClassFactory,
    CarFactory,
    ChampionshipFactory,
    CircuitFactory,
    CrewSeatFactory,
    DecisionFactory,
    DriverCategoryFactory,
    DriverFactory,
    EntryFactory,
    EntryListCountFactory,
    EntryListLineFactory,
    EntryListRevisionFactory,
    EntryListSeatFactory,
    EntryListWaiverFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    NoticeFactory,
    OrganisationFactory,
    OrganisationRoleFactory,
    PictureFactory,
    PointsScaleFactory,
    RaceFactory,
    ResultFactory,
    SeasonFactory,
    SessionFactory,
    StoredFileFactory,
    TargetEntryFactory,
)


def season_of(size, slug):
    """A season with `size` events, classes and cars per class, all published."""
    season = SeasonFactory(series__slug=slug, slug="2024", sources="Programme")
    OrganisationRoleFactory(series=season.series)
    entries = _entries(season, size)
    CircuitFactory(slug=slug_in(season))
    totals = EntryListRevisionFactory(season=season)
    EntryListCountFactory(revision=totals, car_class=season.classes.first())
    _publish(EntryListRevisionFactory(season=season), entries)
    for number in range(1, size + 1):
        _event(season, number, entries)
    for car_class in season.classes.all():
        _titles(season, car_class)
    for race in Session.objects.filter(season=season, results__isnull=False).distinct():
        freeze(race, state=Classification.State.PROVISIONAL)
        freeze(race, state=Classification.State.FINAL)
        freeze(race, state=Classification.State.AMENDED)
    store_standings(season)
    _awards(season, entries[0][0].team)
    driver = entries[0][1]
    driver.slug = slug_in(season)
    driver.save()
    first = Decision.objects.get(session__season=season, session__slug="race-1")
    season.first_decision = first.pk  # its key is a part of its address
    return season


def parts(season):
    """The parts of every address of such a season."""
    return {
        "series": season.series.slug,
        "season": season.slug,
        "event": "event-1",
        "session": "race-1",
        "revision": 2,
        "before": 2,
        "after": 3,
        "championship": "class-1-entry",
        "recipient": "101",
        "number": "1",
        "decision": getattr(season, "first_decision", 0),
        "slug": slug_in(season),
        "checksum": PictureFactory.build().sha256,
    }


def slug_in(season, number=1):
    """The address of whatever belongs to no season in the address."""
    return f"{season.series.slug}-2024-{number}"


def _entries(season, size):
    entries = []
    common = CarFactory(slug=slug_in(season))
    for place in range(1, size + 1):
        car_class = CarClassFactory(
            season=season, slug=f"class-{place}", code=f"Class {place}", order=place
        )
        for car in range(1, size + 2):
            number = str(place * 100 + car)
            entry = EntryFactory(season=season, car_class=car_class, number=number)
            if car % 2:
                entry.car = common
                entry.save()
            driver = DriverFactory()
            DriverCategoryFactory(driver=driver, valid_from=date(2020, 1, 1))
            CrewSeatFactory(entry=entry, driver=driver)
            entries.append((entry, driver))
    return entries


def _event(season, number, entries):
    start = date(2024, 1, 1) + timedelta(days=7 * number)
    event = EventFactory(
        season=season, slug=f"event-{number}", starts_on=start, ends_on=start + timedelta(days=2)
    )
    if number % 2:
        event.circuit = Circuit.objects.get(slug=slug_in(season))
        event.save()
    coming = timezone.now() + timedelta(days=number)
    race = RaceFactory(event=event, slug=f"race-{number}")
    session = SessionFactory(event=event, starts_at=coming, starts_on=coming.date())
    session.classes.add(season.classes.first())
    for order, (entry, driver) in enumerate(entries, start=1):
        car = EventEntryFactory(event=event, entry=entry)
        EventCrewSeatFactory(event_entry=car, driver=driver)
        ResultFactory(session=race, event_entry=car, order=order, time_ms=10**7 + order)
    for held in (race, session):
        BonusFactory(session=held, event_entry=car)
    document = StoredFileFactory()
    DecisionFactory(session=race, event_entry=car, state=Decision.State.IN_FORCE, document=document)
    _publish(EntryListRevisionFactory(season=season, event=event), entries)
    NoticeFactory(event=event, number="1", document=document)
    article = ArticleFactory(
        slug=slug_in(season, number),
        series=season.series,
        season=season,
        event=event,
        picture=PictureFactory(),
        picture_text="A paper.",
        published_at=datetime(2024, 2, 1, 12, number, tzinfo=UTC),
    )
    article.drivers.set(driver for _entry, driver in entries)
    article.teams.set(entry.team for entry, _driver in entries)


def _publish(issue, entries):
    lines = EntryListLine.objects.bulk_create(
        EntryListLineFactory.build(revision=issue, entry=entry, order=order)
        for order, (entry, _driver) in enumerate(entries, start=1)
    )
    EntryListSeat.objects.bulk_create(
        EntryListSeatFactory.build(line=line, driver=driver, order=1)
        for line, (_entry, driver) in zip(lines, entries, strict=True)
    )
    EntryListWaiverFactory(line=lines[0])


def _titles(season, car_class):
    scale = season.points_scales.first() or PointsScaleFactory(season=season)
    for recipient in (Championship.Recipient.ENTRY, Championship.Recipient.DRIVER):
        title = ChampionshipFactory(
            season=season,
            slug=f"{car_class.slug}-{recipient}",
            car_class=car_class,
            recipient=recipient,
            rules__race_scale=scale,
        )
    AwardFactory(season=season, championship=season.championships.get(slug=title.slug))


def _awards(season, team):
    """For each title an award that a car of the team used: each leads to the same target."""
    slug = slug_in(season)
    team.slug = slug
    team.save()
    organisation = OrganisationFactory(slug=slug)
    OrganisationRoleFactory(series=season.series, organisation=organisation)
    agreement = AgreementFactory(slug=slug, sources="https://example.org/")
    agreement.parties.add(organisation)
    agreement.seasons.add(season)
    target = AwardTargetFactory(slug=slug)
    for title in season.championships.all():
        award = AwardFactory(
            season=season,
            championship=title,
            target=target,
            given_by=organisation,
            agreement=agreement,
            must_enter=season.series,
            minimum_entries=1,
            full_season_only=True,
            not_otherwise_qualified=True,
            if_not_taken="next",
        )
        car = TargetEntryFactory(target=target, team=team, basis="Full-season entry")
        for state in (AwardStep.State.CONFIRMED, AwardStep.State.USED):
            used_by = car if state == AwardStep.State.USED else None
            step = AwardStepFactory(award=award, state=state, used_by=used_by)
            AwardCandidateFactory(step=step, team=team)
        AwardFactory(season=season, championship=title, target=target, place=2)
