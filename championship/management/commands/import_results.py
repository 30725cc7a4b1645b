from django.core.management.base import CommandError
from django.utils import timezone

from championship.imports.timing import read_results_file
from championship.workflows.result_import import (
    CannotImport,
    ChangedMeanwhile,
    import_results,
    plan_results,
    words,
)

from ..importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Import the result of a session from a timing file (CSV, XLSX, JSON). It publishes "
        "nothing. See docs/results-desk.md."
    )
    words = words

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--accept-warnings", action="store_true", help="import in spite of the warnings"
        )

    def add_whereto(self, parser):
        parser.add_argument("session", help="address of the session, as sepang-race-1")

    def handle(self, *, series, season, session, file, cp1252, dry_run, **options):
        found = self.find(series, season, session)
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
        found = self.season(series, season)
        row = self.one_of(found.sessions.select_related("event"), session, "no sessions")
        row.season = found
        return row

    def show(self, plan):
        """The preview: what is wrong or odd first, then what is new, changed, removed."""
        self.show_notes(plan)
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
