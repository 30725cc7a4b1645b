from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from championship.imports.entry_list import read_entry_file
from championship.models import Entry
from championship.queries.seasons import NoSuchSeason, find_season
from championship.workflows.entry_import import (
    CannotImport,
    ChangedMeanwhile,
    import_entries,
    plan_import,
    words,
)


class Command(BaseCommand):
    help = (
        "Import an entry list (CSV, XLSX) or the cars of a timing file into a season, or into the "
        "list of one of its events. See docs/entry-desk.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("series", help="address of the series, as aslms")
        parser.add_argument("season", help="address of the season, as 2023-24")
        parser.add_argument("file", type=Path)
        parser.add_argument("--event", help="into the list of this event, by its address")
        parser.add_argument(
            "--status",
            choices=[Entry.Status.RECEIVED.value, Entry.Status.CONFIRMED.value],
            help="of new entries, unless the file has one (received; confirmed at an event)",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--accept-matches", action="store_true", help="take the names that are suggested"
        )
        parser.add_argument("--cp1252", action="store_true", help="read a text as Windows-1252")

    def handle(self, *, series, season, file, event, cp1252, dry_run, **options):
        found, at_event = self.find(series, season, event)
        self.name = file.name
        content = read_entry_file(file.name, self.content(file), as_cp1252=cp1252)
        default = Entry.Status.CONFIRMED if at_event else Entry.Status.RECEIVED
        status = options["status"] or default.value
        plan = plan_import(found, at_event, content, new_status=status)
        self.show(plan)
        if plan.problems:
            raise CommandError("Nothing was stored.")
        if not dry_run:
            self.store(plan, status, self.answers(plan, options["accept_matches"]))

    def find(self, series, season, event):
        try:
            found = find_season(series, season)
        except NoSuchSeason as error:
            raise CommandError(str(error)) from error
        if not event:
            return found, None
        events = {row.slug: row for row in found.events.select_related("circuit")}
        if event not in events:
            raise CommandError(f"{event} is none of {', '.join(events) or '(no events)'}.")
        return found, events[event]

    def content(self, file):
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error

    def show(self, plan):
        """The preview: problems first, then what is asked, new, changed, missing."""
        for problem in plan.problems:
            self.stderr.write(f"{self.name}, {words.in_place(problem)}")
        for warning in plan.warnings:
            self.stdout.write(f"{self.name}, {words.in_place(warning)}")
        for line in plan.new:
            self.stdout.write(f"new      #{line.number} {line.team}, {line.car_class}")
        for line in plan.changed:
            self.stdout.write(f"changed  #{line.number} {line.team}")
        for line in [*plan.new, *plan.changed]:
            for change in line.changes:
                self.stdout.write(f"         #{line.number} {words.change_in_words(change)}")
        for one in plan.missing:
            self.stdout.write(f"missing  #{one.row.number} {one.team}")
        for rows in plan.added:
            for row in rows:
                self.stdout.write(f"add      {row._meta.verbose_name}: {row}")
        self.stdout.write(f"{self.name}: {words.summary(plan)}.")

    def answers(self, plan, accept_matches):
        """The suggested answers, if they may be taken; what is open is named with its choices."""
        unanswered = [one for one in plan.questions if not (accept_matches and one.answer)]
        for question in unanswered:
            self.stderr.write(self.asked(question))
        if unanswered:
            hint = "" if accept_matches else " --accept-matches takes what is suggested (*)."
            raise CommandError(f"Names are not clear. Nothing was stored.{hint}")
        return {question.key: question.answer for question in plan.questions}

    def asked(self, question):
        lines = ", ".join(map(str, question.lines))
        head = f"line {lines}: {words.KINDS[question.kind]} {words.quoted(question.printed)}"
        choices = [
            f"  {'*' if key == question.suggested else '-'} {text}"
            for key, text in words.answers(question)
        ]
        return "\n".join([f"{self.name}, {head} {words.reason(question)}", *choices])

    def store(self, plan, status, answers):
        if plan.changes_nothing:
            self.stdout.write("Nothing to change.")
            return
        try:
            done = import_entries(
                plan.season,
                plan.event,
                plan.file,
                answers,
                shown=plan.fingerprint,
                now=timezone.now(),
                new_status=status,
            )
        except ChangedMeanwhile as error:
            raise CommandError("The list was changed meanwhile. Nothing was stored.") from error
        except CannotImport as error:
            self.show(error.plan)
            raise CommandError("Nothing was stored.") from error
        self.stdout.write(f"Stored: {len(plan.new)} new, {len(plan.changed)} changed.")
        if done.tables:
            self.stdout.write(f"Standings computed again: {', '.join(done.tables)}.")
