from django.core.management.base import CommandError
from django.utils import timezone

from championship.imports.entry_list import read_entry_file
from championship.models import Entry
from championship.workflows.entry_import import (
    CannotImport,
    ChangedMeanwhile,
    import_entries,
    plan_import,
    words,
)

from ..importing import ImportCommand


class Command(ImportCommand):
    help = (
        "Import an entry list (CSV, XLSX) or the cars of a timing file into a season, or into the "
        "list of one of its events. See docs/entry-desk.md."
    )
    words = words
    unclear = "Names are not clear."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--event", help="into the list of this event, by its address")
        parser.add_argument(
            "--status",
            choices=[Entry.Status.RECEIVED.value, Entry.Status.CONFIRMED.value],
            help="of new entries, unless the file has one (received; confirmed at an event)",
        )

    def handle(self, *, series, season, file, event, cp1252, dry_run, **options):
        found, at_event = self.find(series, season, event)
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
        found = self.season(series, season)
        if not event:
            return found, None
        return found, self.one_of(found.events.select_related("circuit"), event, "no events")

    def show(self, plan):
        """The preview: problems first, then what is asked, new, changed, missing."""
        self.show_notes(plan)
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
