"""The last race of 2023/24 once more: before it, on the road, with drafts, final, amended."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from championship.models import AwardStep, Decision, Result, Season, Session
from championship.workflows.results import publish_classification
from championship.workflows.standings import store_standings

ABU_DHABI = ZoneInfo("Asia/Dubai")
RULED = {"24": "31", "3": "32", "19": "33"}  # the car, and the number of its decision


def on_sunday(hour, minute=0):
    """A time of the day of the finale at the circuit."""
    return datetime(2024, 2, 11, hour, minute, tzinfo=ABU_DHABI)


@dataclass
class Finale:
    """A race taken back to before its start, and run again step by step."""

    season: Season
    race: Session
    results: list[Result]
    rulings: list[Decision] = field(default_factory=list)

    def provisional(self):
        """The order on the road is published, with half an hour left for protests."""
        Result.objects.bulk_create(self.results)
        return self._publish("provisional", on_sunday(20, 14), provisional_until=on_sunday(22, 14))

    def drafts(self):
        """The stewards write down what the driving times cost."""
        Decision.objects.bulk_create(self.rulings)

    def final(self):
        keys = [ruling.pk for ruling in self.rulings]
        return self._publish("final", on_sunday(22, 30), decisions=keys)

    def appeal(self):
        """Weeks later a court takes the penalty of car 19 back."""
        Decision.objects.filter(session=self.race, number=RULED["19"]).update(state="reversed")

    def amended(self):
        return self._publish("amended", on_sunday(12) + timedelta(days=21))

    def _publish(self, state, moment, **facts):
        return publish_classification(self.race, state=state, published_at=moment, **facts)


def before_the_race(season):
    """The finale with nothing of its last race but who is on the pole; awards are open."""
    race = season.sessions.get(slug="abu-dhabi-race-2")
    ruled = race.decisions.filter(event_entry__number__in=RULED, penalty="time")
    rulings = list(ruled.select_related("event_entry"))
    for ruling in rulings:
        ruling.number, ruling.state = RULED[ruling.event_entry.number], "draft"
        ruling.is_in_timing, ruling.decided_at = False, None
    results = _on_the_road(race, {ruling.event_entry_id: ruling for ruling in rulings})
    race.classifications.all().delete()
    race.decisions.all().delete()
    race.results.all().delete()
    AwardStep.objects.filter(award__season=season).delete()
    store_standings(season)
    return Finale(season, race, results, sorted(rulings, key=lambda one: one.number))


def _on_the_road(race, rulings):
    """The results without what the decisions added, in the order that gives."""
    results = list(race.results.order_by("order"))
    for result in results:
        if ruling := rulings.get(result.event_entry_id):
            result.time_ms -= ruling.time_ms
            result.laps += ruling.laps or 0
    results.sort(key=_finish)
    for order, result in enumerate(results, start=1):
        result.order = order
    return results


def _finish(result):
    if result.status != "classified":
        return (1, result.order, 0)
    return (0, -result.laps, result.time_ms)
