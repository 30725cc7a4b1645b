"""What the commands that import a file share: finding, reading, asking."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from championship.queries.seasons import NoSuchSeason, find_season


class ImportCommand(BaseCommand):
    """Shows a plan and stores it. `words` are those of its workflow."""

    words = None
    unclear = "Something is not clear."

    def add_arguments(self, parser):
        parser.add_argument("series", help="address of the series, as aslms")
        parser.add_argument("season", help="address of the season, as 2023-24")
        self.add_whereto(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument(
            "--accept-matches", action="store_true", help="take the answers that are suggested"
        )
        parser.add_argument("--cp1252", action="store_true", help="read a text as Windows-1252")

    def add_whereto(self, parser):
        """Arguments that come before the file: where in the season it belongs."""

    def season(self, series, season):
        try:
            return find_season(series, season)
        except NoSuchSeason as error:
            raise CommandError(str(error)) from error

    def one_of(self, rows, slug, nothing):
        """The row of an address; the message names what there is instead."""
        found = {row.slug: row for row in rows}
        if slug not in found:
            raise CommandError(f"{slug} is none of {', '.join(found) or f'({nothing})'}.")
        return found[slug]

    def content(self, file):
        self.name = file.name
        try:
            return file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error

    def show_notes(self, plan):
        """What is wrong, then what is odd, each in its place."""
        for problem in plan.problems:
            self.stderr.write(f"{self.name}, {self.words.in_place(problem)}")
        for warning in plan.warnings:
            self.stdout.write(f"{self.name}, {self.words.in_place(warning)}")

    def answers(self, plan, accept_matches):
        """The suggested answers, if they may be taken; what is open is named with its choices."""
        unanswered = [one for one in plan.questions if not (accept_matches and one.answer)]
        for question in unanswered:
            self.stderr.write(self.asked(question))
        if unanswered:
            hint = "" if accept_matches else " --accept-matches takes what is suggested (*)."
            raise CommandError(f"{self.unclear} Nothing was stored.{hint}")
        return {question.key: question.answer for question in plan.questions}

    def asked(self, question):
        words = self.words
        lines = ", ".join(map(str, question.lines))
        head = f"line {lines}: {words.KINDS[question.kind]} {words.quoted(question.printed)}"
        choices = [
            f"  {'*' if key == question.suggested else '-'} {text}"
            for key, text in words.answers(question)
        ]
        return "\n".join([f"{self.name}, {head} {words.reason(question)}", *choices])
