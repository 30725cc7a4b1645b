from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from championship.imports.season_pack import read_season_pack
from championship.workflows.season_pack import PackRefused, load_season_pack


class Command(BaseCommand):
    help = "Load seasons from season packs, or bring them up to date. See docs/season-pack.md."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *, files, **options):
        packs = self.read(files)
        with transaction.atomic():
            for file, pack in packs.items():
                self.load(file, pack)

    def read(self, files):
        packs, refused = {}, False
        for file in files:
            try:
                with file.open("rb") as stream:
                    packs[file], problems = read_season_pack(stream)
            except OSError as error:
                raise CommandError(f"{file}: {error.strerror}.") from error
            self.report(file, problems)
            refused = refused or bool(problems)
        if refused:
            raise CommandError("Nothing was stored.")
        return packs

    def load(self, file, pack):
        try:
            written = load_season_pack(pack)
        except PackRefused as refusal:
            self.report(file, refusal.problems)
            raise CommandError("Nothing was stored.") from refusal
        what = ", ".join(_counted(model, rows) for model, rows in written.items())
        self.stdout.write(f"{file}: {what or 'nothing to change'}.")

    def report(self, file, problems):
        for problem in problems:
            self.stderr.write(f"{file}: {problem}")


def _counted(model, rows):
    names = model._meta
    return f"{rows} {names.verbose_name if rows == 1 else names.verbose_name_plural}"
