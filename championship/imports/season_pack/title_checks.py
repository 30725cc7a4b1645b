"""What championships, their rules, decisions and official tables must hold beyond the schema."""

from collections.abc import Iterator

from championship.scoring.decisions import ON_A_SESSION, WITH_A_VALUE
from championship.scoring.rules import parse_parts

from ..nodes import Node
from ..problems import Problem
from .award_checks import check_words
from .facts import check_day, check_points, doubles

RECIPIENTS = {
    "entry": "entries",
    "driver": "drivers",
    "team": "teams",
    "manufacturer": "manufacturers",
}
SCALE_VALUES = ("points_for_others", "pole_points", "fastest_lap_points")


class TitleChecks:
    """The part of the checks of a pack that is about titles. `refers` looks a name up."""

    def titles(self) -> Iterator[Problem]:
        for scale in self.root.each("points_scales"):
            for key in SCALE_VALUES:
                yield from check_points(scale.child(key))
            for value in scale.each("points"):
                yield from check_points(value)
        for championship in self.root.each("championships"):
            yield from self.championship(championship)
        for decision in self.root.each("points_decisions"):
            yield from self.points_decision(decision)

    def championship(self, championship: Node) -> Iterator[Problem]:
        rules = list(championship.each("rules"))
        yield from _versions_twice(rules)
        for version in rules:
            yield from self.rules(version)
        for feed in championship.each("also_counts"):
            yield from self.feed(feed, championship)
        tables = list(championship.each("official_tables"))
        yield from doubles(tables, "after_round")
        for table in tables:
            yield from self.official_table(table, championship.text("recipient"))
        yield from check_words(championship, "remark")
        yield from self.reported_places(championship)
        yield from self.combination(championship)

    def rules(self, version: Node) -> Iterator[Problem]:
        scales = version.child("scales")
        for kind in ("race", "sprint", "qualifying"):
            yield from self.refers(scales.child(kind), "points_scales")
        lines = list(version.each("session_scales"))
        yield from doubles(lines, "session")
        for line in lines:
            yield from self.refers_to_session(line.child("session"))
            yield from self.refers(line.child("points_scale"), "points_scales")
        for number in version.each("excluded_rounds"):
            yield from self.refers_to_round(number)
        for entry in version.each("nominated"):
            yield from self.refers(entry, "entries")
        yield from _results_counted(version.child("results_counted"))
        counts_first = version.text("countback") == "first"
        if counts_first is not version.has("countback_places"):
            path = version.child("countback_places").path
            yield Problem(
                path, version.number("countback_places"), "goes with “countback”: “first”."
            )

    def feed(self, feed: Node, championship: Node) -> Iterator[Problem]:
        own = self.root.child("series").text("slug"), self.root.child("season").text("slug")
        if (feed.text("series"), feed.text("season")) == own:
            yield Problem(feed.path, feed.text("season"), "is the season of this pack itself.")
        if championship.text("recipient") == "entry":
            yield Problem(
                feed.path, feed.text("season"), "can't count for entries: they have one season."
            )

    def official_table(self, table: Node, recipient: str | None) -> Iterator[Problem]:
        yield from self.refers_to_round(table.child("after_round"))
        yield from check_day(table.child("retrieved_on"))
        rows = list(table.each("rows"))
        for row in rows:
            yield from self.recipient(row)
            if recipient in RECIPIENTS and not row.has(recipient):
                yield Problem(row.path, None, f"“{recipient}” is missing.")
        if recipient in RECIPIENTS:
            yield from doubles(rows, recipient)

    def reported_places(self, championship: Node) -> Iterator[Problem]:
        """They stand in the order of the table: a place is its own line, or one above."""
        kind = championship.text("recipient")
        places = list(championship.each("reported_places"))
        if kind in RECIPIENTS:
            yield from doubles(places, kind)
        reached = 1
        for line, node in enumerate(places, start=1):
            yield from self.recipient(node)
            if kind in RECIPIENTS and not node.has(kind):
                yield Problem(node.path, None, f"“{kind}” is missing.")
            yield from self.refers(node.child("for_team"), "teams")
            yield from check_points(node.child("points"))
            yield from check_words(node, "note")
            place = node.number("place") or 1
            if not reached <= place <= line:
                text = f"can't stand on line {line}: {reached} to {line} can."
                yield Problem(node.child("place").path, place, text)
            reached = max(reached, place)

    def combination(self, championship: Node) -> Iterator[Problem]:
        node = championship.child("combination")
        if not isinstance(node.value, dict):
            return
        if championship.has("rules") or championship.has("also_counts"):
            text = "stands beside rules: a title made of others has none of its own."
            yield Problem(node.path, None, text)
        if championship.text("recipient") not in ("team", "driver"):
            path = championship.child("recipient").path
            text = "can't be ranked over several titles: teams or drivers can."
            yield Problem(path, championship.text("recipient"), text)
        yield from self.refers(node.child("points_scale"), "points_scales")
        if node.text("method") == "scale" and not node.has("points_scale"):
            yield Problem(node.child("method").path, "scale", "needs “points_scale”.")
        yield from check_points(node.child("common_maximum"))
        yield from self.combined_sources(node, championship)
        yield from self.counts_as(node)

    def combined_sources(self, node: Node, championship: Node) -> Iterator[Problem]:
        own = self.root.child("series").text("slug"), self.root.child("season").text("slug")
        first: dict[tuple, str] = {}
        for source in node.each("sources"):
            yield from check_points(source.child("weight"))
            key = source.text("series"), source.text("season"), source.text("championship")
            title = source.child("championship")
            if first.setdefault(key, source.path) != source.path:
                yield Problem(title.path, title.value, f"stands already at {first[key]}.")
            if (source.text("rounds") == "best") is not source.has("best_rounds"):
                path = source.child("best_rounds").path
                wanted = "goes with “rounds”: “best”, and only there."
                yield Problem(path, source.number("best_rounds"), wanted)
            if key[:2] == own:
                yield from self.own_source(title, championship)

    def own_source(self, title: Node, championship: Node) -> Iterator[Problem]:
        yield from self.refers(title, "championships")
        named = self.known["championships"].get(title.value) if title.value else None
        if title.value == championship.text("slug"):
            yield Problem(title.path, title.value, "can't count for itself.")
        elif named is not None and named.has("combination"):
            yield Problem(title.path, title.value, "is made of others itself.")

    def counts_as(self, node: Node) -> Iterator[Problem]:
        pairs = list(node.each("counts_as"))
        for kind in ("team", "driver"):
            yield from doubles(pairs, kind)
        for pair in pairs:
            yield from self.counts_as_another(pair)

    def counts_as_another(self, pair: Node) -> Iterator[Problem]:
        named = [kind for kind in ("team", "driver") if pair.has(kind)]
        if len(named) != 1:
            yield Problem(pair.path, None, "names one “team” or one “driver”.")
            return
        (kind,) = named
        other = pair.child("as")
        yield from self.refers(pair.child(kind), RECIPIENTS[kind])
        yield from self.refers(other, RECIPIENTS[kind])
        if other.value == pair.text(kind):
            yield Problem(other.path, other.value, "counts as itself.")

    def points_decision(self, decision: Node) -> Iterator[Problem]:
        yield from self.recipient(decision)
        for championship in decision.each("championships"):
            yield from self.refers(championship, "championships")
        yield from self.refers_to_session(decision.child("session"))
        yield from self.refers_to_round(decision.child("round"))
        yield from check_points(decision.child("value"))
        yield from check_day(decision.child("decided_on"))
        for wrong in _wrong_for_its_effect(decision):
            yield Problem(decision.child("effect").path, decision.text("effect"), wrong)
        yield from _belongs_to(decision, "shown_as", "excluded")
        yield from _belongs_to(decision, "keeps_points", "excluded")
        yield from _belongs_to(decision, "keeps_place", "not_eligible")

    def recipient(self, node: Node) -> Iterator[Problem]:
        named = [kind for kind in RECIPIENTS if node.has(kind)]
        for kind in named:
            yield from self.refers(node.child(kind), RECIPIENTS[kind])
        if len(named) > 1:
            yield Problem(node.path, None, f"is about {' and '.join(named)}: name one.")

    def refers_to_session(self, node: Node) -> Iterator[Problem]:
        if isinstance(node.value, str) and node.value not in self.sessions:
            yield Problem(node.path, node.value, "is not a session of this pack.")

    def refers_to_round(self, node: Node) -> Iterator[Problem]:
        if isinstance(node.value, int) and node.value not in self.rounds:
            yield Problem(node.path, node.value, "is not a round of this pack.")


def _versions_twice(rules: list[Node]) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for version in rules:
        number = version.number("from_round") if version.has("from_round") else 1
        if number is not None and seen.setdefault(number, version.path) != version.path:
            yield Problem(version.path, number, f"is in force beside {seen[number]}.")


def _results_counted(node: Node) -> Iterator[Problem]:
    if not isinstance(node.value, str):
        return
    try:
        parse_parts(node.value)
    except ValueError:
        wanted = "does not say what counts. Write 11, or 1-6:5 7-11:4."
        yield Problem(node.path, node.value, wanted)


def _wrong_for_its_effect(decision: Node) -> Iterator[str]:
    """What an effect lacks, or has too much."""
    effect = decision.text("effect")
    has_session, is_on_a_session = decision.has("session"), effect in ON_A_SESSION
    has_subject = any(decision.has(kind) for kind in RECIPIENTS)
    if is_on_a_session and (has_subject or not has_session):
        yield "is about a session, and about nobody alone."
    if not is_on_a_session and not has_subject:
        yield "says of nobody whom it is about."
    if (effect in WITH_A_VALUE) is not decision.has("value"):
        yield "needs “value”." if effect in WITH_A_VALUE else "has no “value”."
    if effect == "no_share" and not (decision.has("driver") and has_session):
        yield "needs “driver” and “session”."
    if effect == "not_droppable" and not (has_session or decision.has("round")):
        yield "needs “session” or “round”."


def _belongs_to(decision: Node, key: str, effect: str) -> Iterator[Problem]:
    if decision.has(key) and decision.child(key).value and decision.text("effect") != effect:
        yield Problem(decision.child(key).path, decision.child(key).value, f"goes with “{effect}”.")
