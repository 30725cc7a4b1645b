"""What importing a result says to staff: problems, questions and changes in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from championship.imports.table.problems import CellProblem
from championship.models import Status
from championship.scoring.durations import write_duration

from ..entry_import import words as entries
from ..entry_import.plan import NEW, FieldChange, Question
from .plan import LinePlan, ResultPlan

quoted = entries.quoted

# Every code that only results have: those of the reader, and those of this workflow.
SENTENCES: Mapping[str, str] = {
    # Header and shape
    "number_column_missing": gettext_lazy(
        "This column is missing; without it nobody knows whose line it is."
    ),
    "position_column_missing": gettext_lazy("This column is missing; is this a result?"),
    "said_by_entries": gettext_lazy(
        "The file does not say this; it is taken from the list of the event."
    ),
    "row_too_short": gettext_lazy(
        "The line has only %(cells)s cells and ends before the column “%(title)s”."
    ),
    "cut_off": gettext_lazy("The file ends within this line; is it whole?"),
    "nothing_typed": gettext_lazy("Nothing was typed."),
    # Cells
    "no_whole_number": gettext_lazy("is no whole number."),
    "saved_as_fraction": gettext_lazy("is read as a whole number."),
    "column_of_fractions": gettext_lazy(
        "This column was saved as fractions (1.0), in lines: %(count)s."
    ),
    "no_speed": gettext_lazy("is no speed in km/h."),
    "time_wrong": gettext_lazy(
        "is no time; write 1:23:45.678, 1:53.653 or 52.1, with less than 60 below hours."
    ),
    "time_bare": gettext_lazy("may be seconds or milliseconds; write it as 1:53.653 or 52.1."),
    "gap_unclear": gettext_lazy("is no gap that can be read."),
    # Order and places
    "lines_not_in_order": gettext_lazy(
        "stands below a worse place; the places count, not the lines."
    ),
    "position_twice": gettext_lazy("is the place of line %(other_line)s too."),
    "class_place_odd": gettext_lazy("is not the place in class that the order gives (%(place)s)."),
    "order_ahead": gettext_lazy(
        "would be ahead of #%(other_number)s in line %(other_line)s by laps and time; "
        "the order stays as printed."
    ),
    "order_behind": gettext_lazy(
        "would be behind #%(other_number)s in line %(other_line)s by laps and time; "
        "the order stays as printed."
    ),
    "positions_missing": gettext_lazy(
        "These cars are classified, but have no position in the file: %(cars)s. "
        "They take the place in which they are printed."
    ),
    # Times and gaps
    "gap_in_laps": gettext_lazy("is not the gap that the laps give (in laps: %(laps)s)."),
    "gap_in_time": gettext_lazy("is not the gap that the times give (%(time)s)."),
    "gaps_of_another_kind": gettext_lazy(
        "In %(count)s lines the gap is not what laps and times give."
    ),
    "time_too_short": gettext_lazy("is too short for %(laps)s laps, the best one taken."),
    "without_a_lap": gettext_lazy("is the status of a car without a lap; did it start?"),
    # Cars
    "car_unknown": gettext_lazy(
        "is no car on the list of %(event)s, nor one of the season that could join it. "
        "Add it at the entry desk, then import again."
    ),
    "car_twice": gettext_lazy("is the same car as %(car)s in line %(other_line)s."),
    "withdrawn_raced": gettext_lazy(
        "is withdrawn from this event's list, but has a line here; enter it again at the "
        "entry desk if it took part."
    ),
    "class_differs": gettext_lazy(
        "is what the file has for #%(number)s; on the list it is in %(car_class)s, which counts."
    ),
    "class_elsewhere": gettext_lazy(
        "is in %(car_class)s, a class that does not take part in this session."
    ),
    "not_in_file": gettext_lazy(
        "Cars of the event's list that this result does not have: %(cars)s."
    ),
    "few_on_the_list": gettext_lazy(
        "Only %(count)s of %(cars)s cars are on the list of this event: is it the right file?"
    ),
    "maybe_not_started": gettext_lazy(
        "has neither a lap nor a time: choose “did not start” if it did not."
    ),
    # Crews
    "crew_differs": gettext_lazy(
        "was driven by %(crew)s; nominated for the event: %(nominated)s. "
        "The crew of the file holds for this session."
    ),
    "same_driver": gettext_lazy("would be the same person as %(other)s in this crew."),
    # The session
    "name_other_kind": gettext_lazy(
        "The name of the file says “%(said)s”, but the session chosen is %(session)s."
    ),
    "name_other_number": gettext_lazy(
        "The name of the file says number %(said)s, but the session chosen is %(session)s."
    ),
    "name_earlier_hour": gettext_lazy(
        "The name of the file says hour %(said)s; %(session)s was longer."
    ),
    "name_hour": gettext_lazy(
        "The name of the file says hour %(said)s: was it the last one of %(session)s?"
    ),
    "content_other_kind": gettext_lazy(
        "The file itself says “%(said)s”, but the session chosen is %(session)s."
    ),
    "by_best_lap": gettext_lazy(
        "The file is in the order of best laps, as after a practice, but %(session)s is a race."
    ),
    "by_laps": gettext_lazy("The file has total times, as after a race, but %(session)s is none."),
    "short": gettext_lazy(
        "The laps of #%(number)s fill %(minutes)s minutes of the %(length)s of %(session)s: "
        "is this the final result?"
    ),
    # Decisions
    "decisions_applied": ngettext_lazy(
        "%(count)s decision in force is applied on top of these times.",
        "%(count)s decisions in force are applied on top of these times.",
        "count",
    ),
    "decisions_in_timing": ngettext_lazy(
        "%(count)s decision in force is marked as contained in the times: look whether it is.",
        "%(count)s decisions in force are marked as contained in the times: look whether they are.",
        "count",
    ),
    "decided_car_goes": gettext_lazy(
        "has a decision in force, but no line in this result any more."
    ),
}

KINDS = {**entries.KINDS, "entry": gettext_lazy("Car"), "status": gettext_lazy("Status")}
REASONS = {
    **entries.REASONS,
    "not_at_event": gettext_lazy(
        "The event has no such car, but the season has. It joins the event with its crew."
    ),
    "zeros": gettext_lazy("The event has this number with other zeros before it."),
    "status": gettext_lazy("What does this word mean? It will be remembered for the series."),
    "nobody": gettext_lazy("Nobody of this name is known."),
    "own": gettext_lazy("Nobody of this name is known; these are nominated for the car."),
}
SAID = {
    "race": gettext_lazy("race"),
    "qualifying": gettext_lazy("qualifying"),
    "practice": gettext_lazy("practice"),
    "warm-up": gettext_lazy("warm-up"),
    "test": gettext_lazy("test"),
}
FIELDS = {
    "order": gettext_lazy("place"),
    "class_place": gettext_lazy("place in class"),
    "status": gettext_lazy("status"),
    "timed_status": gettext_lazy("status in the file"),
    "laps": gettext_lazy("laps"),
    "time": gettext_lazy("time"),
    "best_lap": gettext_lazy("best lap"),
    "crew": gettext_lazy("crew"),
}


def sentence(problem: CellProblem) -> str:
    """What is wrong, without its place: “#8” has neither a lap nor a time: ..."""
    if problem.code not in SENTENCES:
        return entries.sentence(problem)
    said = SENTENCES[problem.code] % _in_words(problem.params)
    return f"{quoted(problem.value)} {said}" if problem.value else str(said)


def in_place(problem: CellProblem) -> str:
    """The same with line and column, for a terminal or a log."""
    return entries.placed(problem, sentence(problem))


def reason(question: Question) -> str:
    return str(REASONS[question.reason])


def answers(question: Question) -> list[tuple[str, str]]:
    """The possible answers, each with its key, in words that tell them apart."""
    known = [(one.key, answer(question, one.key)) for one in question.candidates]
    return [*known, (NEW, answer(question, NEW))] if question.may_be_new else known


def answer(question: Question, key: str) -> str:
    if question.kind == "status":
        return str(Status(key).label)
    if question.kind != "entry":
        return entries.answer(question, key)
    chosen = next(one for one in question.candidates if one.key == key)
    return f"{chosen.name} ({chosen.about})"


def field_name(change: FieldChange) -> str:
    return str(FIELDS[change.field])


def value(field: str, plain: object) -> str:
    """One side of a change in words; a dash where there is nothing."""
    if field in ("time", "best_lap"):
        return "–" if plain is None else write_duration(plain)
    if field in ("status", "timed_status"):
        return status(plain) or "–"
    if field == "crew":
        return ", ".join(plain) or "–"
    return "–" if plain is None else str(plain)


def status(key: str) -> str:
    """A status in words; empty while it is unknown."""
    return str(Status(key).label) if key else ""


def change_in_words(change: FieldChange) -> str:
    """laps: 86 → 87"""
    old, new = value(change.field, change.old), value(change.field, change.new)
    return f"{field_name(change)}: {old} → {new}"


def crew(line: LinePlan) -> str:
    return ", ".join(map(str, line.crew))


def summary(plan: ResultPlan) -> str:
    """3 new, 2 changed, 34 unchanged, 1 removed, 4 warnings, 0 problems"""
    count = {
        name: {"count": len(rows)}
        for name, rows in (
            ("new", plan.new),
            ("changed", plan.changed),
            ("unchanged", plan.unchanged),
            ("removed", plan.missing),
            ("warnings", plan.warnings),
            ("problems", plan.problems),
        )
    }
    parts = [
        ngettext("%(count)s new", "%(count)s new", len(plan.new)) % count["new"],
        ngettext("%(count)s changed", "%(count)s changed", len(plan.changed)) % count["changed"],
        ngettext("%(count)s unchanged", "%(count)s unchanged", len(plan.unchanged))
        % count["unchanged"],
        ngettext("%(count)s removed", "%(count)s removed", len(plan.missing)) % count["removed"],
        ngettext("%(count)s warning", "%(count)s warnings", len(plan.warnings)) % count["warnings"],
        ngettext("%(count)s problem", "%(count)s problems", len(plan.problems)) % count["problems"],
    ]
    return ", ".join(parts)


def version(plan: ResultPlan) -> str:
    """Version 2"""
    return _("Version %(version)s") % {"version": plan.version}


def _in_words(params: Mapping[str, object]) -> dict[str, object]:
    """What the file says of a session, in the reader's language."""
    said = params.get("said")
    return {**params, "said": SAID.get(said, said) if isinstance(said, str) else said}
