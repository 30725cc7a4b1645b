from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from championship.imports.timing import read_results_file
from championship.queries.seasons import NoSuchSeason, find_season
from championship.workflows.result_import import (
    CannotImport,
    ChangedMeanwhile,
    import_results,
    plan_results,
    words,
)


class Command(BaseCommand):
    help = (
        "Import the result of a session from a timing file (CSV, XLSX, JSON). It publishes "
        "nothing. See docs/results-desk.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("series", help="address of the series, as aslms")
        parser.add_argument("season", help="address of the season, as 2023-24")
        parser.add_argument("session", help="address of the session, as sepang-race-1")
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--accept-matches", action="store_true", help="take the answers that are suggested"
        )
        parser.add_argument(
            "--accept-warnings", action="store_true", help="import in spite of the warnings"
        )
        parser.add_argument("--cp1252", action="store_true", help="read a text as Windows-1252")

    def handle(self, *, series, season, session, file, cp1252, dry_run, **options):
        found = self.find(series, season, session)
        self.name = file.name
        content = self.content(file)
        result = read_results_file(file.name, content, as_cp1252=cp1252)
        plan = plan_results(found, result)
        self.show(plan)
        if plan.problems:
            raise CommandError("Nothing was stored.")
        if dry_run:
            return
        if plan.stores_nothing:
            self.stdout.write("Nothing to change.")
            return
        answers = self.answers(plan, options["accept_matches"])
        if plan.needs_yes and not options["accept_warnings"]:
            raise CommandError("Nothing was stored. --accept-warnings imports in spite of them.")
        self.store(plan, content, answers)

    def find(self, series, season, session):
        try:
            found = find_season(series, season)
        except NoSuchSeason as error:
            raise CommandError(str(error)) from error
        sessions = {row.slug: row for row in found.sessions.select_related("event")}
        if session not in sessions:
            raise CommandError(f"{session} is none of {', '.join(sessions) or '(no sessions)'}.")
        sessions[session].season = found
        return sessions[session]

    def content(self, file):
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error

    def show(self, plan):
        """The preview: what is wrong or odd first, then what is new, changed, removed."""
        for problem in plan.problems:
            self.stderr.write(f"{self.name}, {words.in_place(problem)}")
        for warning in plan.warnings:
            self.stdout.write(f"{self.name}, {words.in_place(warning)}")
        for line in plan.joining:
            self.stdout.write(f"joins    #{line.number} {line.team}: it is not at the event yet")
        for line in plan.new:
            self.stdout.write(f"new      {self.in_short(line)}")
        for line in plan.changed:
            self.stdout.write(f"changed  #{line.number} {line.team}")
            for change in line.changes:
                self.stdout.write(f"         #{line.number} {words.change_in_words(change)}")
        for line in plan.corrected:
            said = words.status(line.timed_status)
            self.stdout.write(
                f"kept     #{line.number} {words.status(line.status)}, corrected from {said}"
            )
        for one in plan.missing:
            self.stdout.write(f"removed  #{one.number} {one.team}")
        self.stdout.write(f"{self.name}: {words.summary(plan)}.")

    def in_short(self, line):
        place = f"{line.class_place}. in {line.car_class}" if line.class_place else line.car_class
        return f"{line.order}. #{line.number} {line.team}, {place}, {words.status(line.status)}"

    def answers(self, plan, accept_matches):
        """The suggested answers, if they may be taken; what is open is named with its choices."""
        unanswered = [one for one in plan.questions if not (accept_matches and one.answer)]
        for question in unanswered:
            self.stderr.write(self.asked(question))
        if unanswered:
            hint = "" if accept_matches else " --accept-matches takes what is suggested (*)."
            raise CommandError(f"Something is not clear. Nothing was stored.{hint}")
        return {question.key: question.answer for question in plan.questions}

    def asked(self, question):
        lines = ", ".join(map(str, question.lines))
        head = f"line {lines}: {words.KINDS[question.kind]} {words.quoted(question.printed)}"
        choices = [
            f"  {'*' if key == question.suggested else '-'} {text}"
            for key, text in words.answers(question)
        ]
        return "\n".join([f"{self.name}, {head} {words.reason(question)}", *choices])

    def store(self, plan, content, answers):
        try:
            done = import_results(
                plan.session,
                plan.file,
                content,
                answers,
                shown=plan.fingerprint,
                accepted=True,
                now=timezone.now(),
            )
        except ChangedMeanwhile as error:
            raise CommandError("The result was changed meanwhile. Nothing was stored.") from error
        except CannotImport as error:
            self.show(error.plan)
            raise CommandError("Nothing was stored.") from error
        new, changed = len(done.plan.new), len(done.plan.changed)
        removed = len(done.plan.missing)
        version = f"Version {done.version.version}" if done.version else "No new version"
        self.stdout.write(f"{version}: {new} new, {changed} changed, {removed} removed.")
        self.stdout.write("Publish the classification at the race desk.")
