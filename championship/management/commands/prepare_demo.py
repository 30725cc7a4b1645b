import secrets
from importlib import resources

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction

from championship.imports.season_pack import read_season_pack
from championship.models import Season
from championship.workflows.season_pack import load_season_pack

USERNAME = "demo"


class Command(BaseCommand):
    help = "Load the seasons that are shipped, unless they are there, and make a staff login."

    def add_arguments(self, parser):
        parser.add_argument("--port", default="8000", help="for the addresses printed")

    @transaction.atomic
    def handle(self, *, port, **options):
        for pack in shipped_packs():
            self.load(pack)
        password = self.renew_login()
        site = f"http://localhost:{port}"
        self.stdout.write(f"\nPitboard    {site}/\nRace desk   {site}/admin/")
        self.stdout.write(f"Staff login {USERNAME} / {password} (new at every start)\n")

    def load(self, file):
        with file.open("rb") as stream:
            pack, _problems = read_season_pack(stream)
        series, season = pack["series"]["slug"], pack["season"]["slug"]
        if Season.objects.filter(series__slug=series, slug=season).exists():
            return  # what somebody tried out in the demo stays
        load_season_pack(pack)
        self.stdout.write(f"Loaded {pack['series']['name']} {pack['season']['name']}.")

    def renew_login(self):
        password = secrets.token_urlsafe(9)
        users = get_user_model().objects
        user = users.filter(username=USERNAME).first() or users.create_superuser(USERNAME)
        user.set_password(password)
        user.save()
        return password


def shipped_packs():
    """The season packs in championship/packs/, by name: each after those whose titles it counts."""
    files = resources.files("championship.packs").iterdir()
    packs = (file for file in files if file.name.endswith(".json"))
    return sorted(
        (file for file in packs if not file.name.endswith(".schema.json")),
        key=lambda file: file.name,
    )
