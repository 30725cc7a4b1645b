"""The rule of an award as staff fill it in: what can't be meant is said beside the field."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from championship.models import Award

NUMBERS = ("place", "last_place", "minimum_entries", "down_to")
MOST = 999  # no table is longer, and no field of cars larger
MOST_PLACES = 50  # each place of a range takes its own steps
FOR_A_TARGET = (Award.Kind.INVITATION, Award.Kind.PRIORITY)


class AwardForm(forms.ModelForm):
    """A rule of a season. Its address is made of what it is for, unless somebody types one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.help_text = _("Left empty: made of what it is for.")

    def clean(self):
        cleaned = super().clean()
        for name in NUMBERS:
            if (cleaned.get(name) or 0) > MOST:
                self.add_error(name, _("At most %(most)d.") % {"most": MOST})
        self._check_target(cleaned)
        self._check_places(cleaned)
        self._check_conditions(cleaned)
        if "slug" not in self.errors:
            cleaned["slug"] = cleaned.get("slug") or self._free_address(cleaned)
        return cleaned

    def _check_target(self, cleaned):
        if cleaned.get("kind") in FOR_A_TARGET and self._is_empty("target", cleaned):
            self.add_error("target", _("Say what the invitation or priority is for."))
        if not cleaned.get("target") and cleaned.get("target_class"):
            self.add_error("target_class", _("A class of what? Choose what the award is for."))
        if self._is_empty("championship", cleaned) and self._is_empty("given_by", cleaned):
            self.add_error("championship", _("Choose a championship, or say who gives it."))

    def _check_places(self, cleaned):
        place, last = cleaned.get("place"), cleaned.get("last_place")
        if place and last and last <= place:
            self.add_error("last_place", _("The last place comes after the first."))
        elif place and last and last - place >= MOST_PLACES:
            text = ngettext(
                "At most %(count)d place at a time.",
                "At most %(count)d places at a time.",
                MOST_PLACES,
            )
            self.add_error("last_place", text % {"count": MOST_PLACES})
        self._check_steps(place, last)
        self._check_down_to(cleaned, place)

    def _check_down_to(self, cleaned, place):
        down_to = cleaned.get("down_to")
        if not down_to:
            return
        if cleaned.get("if_not_taken") != Award.NotTaken.NEXT:
            text = _("Only the next eligible can be looked for: leave this empty.")
            self.add_error("down_to", text)
        elif place and down_to <= place:
            self.add_error("down_to", _("The next eligible stands below place %d.") % place)

    def _check_steps(self, place, last):
        """What became of a place is not lost by taking the place out of the rule."""
        if self.instance.pk is None or not place:
            return
        taken = self.instance.steps.exclude(place__range=(place, last or place))
        if step := taken.order_by("place").first():
            text = _("Something became of place %d already: it stays in the rule.")
            self.add_error("place", text % step.place)

    def _check_conditions(self, cleaned):
        if cleaned.get("not_otherwise_qualified") and self._is_empty("target", cleaned):
            text = _("Qualified for what? Choose what the award is for.")
            self.add_error("not_otherwise_qualified", text)

    def _is_empty(self, name, cleaned):
        """Whether a field was left empty, not whether it was filled in wrongly."""
        return not cleaned.get(name) and name not in self.errors

    def _free_address(self, cleaned):
        """le-mans-2024-lmgt3, with a number behind it if the season has it already."""
        what = cleaned.get("target") or cleaned.get("benefit") or cleaned.get("kind") or ""
        words = slugify(f"{what} {cleaned.get('target_class', '')}") or "award"
        stem = words[: self.fields["slug"].max_length - 4].strip("-")
        others = Award.objects.filter(season=cleaned.get("season")).exclude(pk=self.instance.pk)
        taken = set(others.filter(slug__startswith=stem).values_list("slug", flat=True))
        numbered = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10_000))
        return next(slug for slug in numbered if slug not in taken)


FIELDSETS = [
    (
        None,
        {"fields": ["season", "kind", "target", "target_class", "benefit", "slug"]},
    ),
    (
        gettext_lazy("For whom"),
        {
            "fields": [
                "championship",
                ("place", "last_place"),
                "recipient",
                "given_by",
                "agreement",
            ]
        },
    ),
    (
        gettext_lazy("Conditions"),
        {
            "fields": [
                "full_season_only",
                "not_otherwise_qualified",
                "must_enter",
                "minimum_entries",
            ]
        },
    ),
    (gettext_lazy("If it is not taken"), {"fields": ["if_not_taken", "down_to"]}),
    (gettext_lazy("Where the rule is told"), {"fields": ["note", "sources"]}),
]
