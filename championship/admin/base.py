"""What all pages of the race desk share."""

import re
from contextlib import suppress
from operator import attrgetter

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminTextareaWidget, AdminURLFieldWidget
from django.db import DataError, IntegrityError, OperationalError, transaction
from django.db.models import TextField, URLField
from django.forms import CharField
from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from i18nfield.fields import I18nCharField, I18nTextField

from championship.models import CombinedPart, LedgerLine, Season, Standing
from championship.models.fields import FractionField, FractionListField
from championship.workflows.standings import store_standings

from .autocomplete import ManyChoices, OneChoice, is_key, offer_season
from .durations import DurationField
from .filters import chosen_season
from .fractions import FractionFormField
from .labels import joined, label, short_label
from .languages import LanguagesField, LineInLanguages, TextInLanguages
from .protected import in_its_way
from .together import Together, newest_change


def season_of(row):
    """The key of the season that a row belongs to, or None."""
    paths = ("season_id", "event.season_id", "session.season_id", "championship.season_id")
    for path in paths:
        with suppress(AttributeError):
            return attrgetter(path)(row)
    return None


def offer(field, rows, name=str):
    """Offer these rows as a plain list that is read once for all lines of an inline."""
    field.queryset = rows
    field.choices = [("", "---------"), *((row.pk, name(row)) for row in rows)]
    for button in ("add", "change", "view"):
        setattr(field.widget, f"can_{button}_related", False)


def column(path, description):
    """A column of a list that shows a joined row with what it belongs to."""

    @admin.display(description=description, ordering=path, empty_value="–")
    def labelled(row):
        related = attrgetter(path.replace("__", "."))(row)
        if related is None:
            return None
        return short_label(related) if isinstance(related, Season) else label(related)

    labelled.__name__ = path
    return labelled


class LinesField(CharField):
    """Text of several lines; browsers send other line ends than the database keeps."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class DeskFields:
    """Form fields in the sport's notation, with choices that can be told apart."""

    formfield_overrides = {
        TextField: {"form_class": LinesField, "widget": AdminTextareaWidget},
        URLField: {"assume_scheme": "https", "widget": AdminURLFieldWidget},
        FractionField: {"form_class": FractionFormField},
        FractionListField: {"form_class": FractionFormField},
        I18nCharField: {"form_class": LanguagesField, "widget": LineInLanguages},
        I18nTextField: {"form_class": LanguagesField, "widget": TextInLanguages},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name.endswith("_ms"):
            name = str(db_field.verbose_name).removesuffix(" (ms)")
            return DurationField(label=capfirst(name), required=not db_field.blank)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.can_delete_related = False  # too easily pressed beside a choice
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = OneChoice(db_field, self.admin_site)
        return self._labelled(super().formfield_for_foreignkey(db_field, request, **kwargs))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = ManyChoices(db_field, self.admin_site)
        return self._labelled(super().formfield_for_manytomany(db_field, request, **kwargs))

    def _labelled(self, field):
        if field is not None:
            field.queryset = joined(field.queryset)
            field.label_from_instance = label
        return field


class DeskAdmin(DeskFields, admin.ModelAdmin):
    """`fixed` fields are chosen once: they are shown, and kept, when a row is changed.

    They stay in the form, because Django checks a constraint only if all its fields are.
    `parts_later` pages ask for the row itself first and for its parts once it is saved.
    """

    save_on_top = True
    list_per_page = 50
    fixed = ()
    parts_later = False

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is not None:
            opened_after = {"opened_after": request.POST.get("opened_after", "")}
            kwargs["form"] = type("TogetherForm", (Together, self.form), opened_after)
        form = super().get_form(request, obj, change=change, **kwargs)
        season = season_of(obj) if obj else chosen_season(request)
        for name, field in form.base_fields.items():
            if season and hasattr(field, "queryset"):
                offer_season(field, season)
            if obj and name in self.fixed:
                field.disabled = True
                field.widget.can_add_related = field.widget.can_change_related = False
        return form

    def get_list_display(self, request):
        """A list narrowed to a season need not repeat it on every line."""
        columns = super().get_list_display(request)
        if chosen_season(request) is None:
            return columns
        return [name for name in columns if getattr(name, "__name__", name) != "season"]

    def get_inlines(self, request, obj):
        return [] if self.parts_later and obj is None else super().get_inlines(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        if self.parts_later and not {"_addanother", "_popup"} & request.POST.keys():
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)

    def get_changeform_initial_data(self, request):
        """Add within the season or event that the list was narrowed to."""
        initial = super().get_changeform_initial_data(request)
        filters = QueryDict(request.GET.get("_changelist_filters", ""))
        for name, value in filters.items():
            initial.setdefault(name.removesuffix("__id__exact"), value)
        related = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {
            name: value for name, value in initial.items() if name not in related or is_key(value)
        }

    def get_search_results(self, request, queryset, search_term):
        """Find a row also by its label as it is shown: "#4 CrowdStrike, LMP2 · 2023/24"."""
        term = re.sub(r"[#·,\x00]", " ", search_term)
        return super().get_search_results(request, queryset, term)

    def response_action(self, request, queryset):
        request.POST = request.POST.copy()
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        request.POST.setlist(ACTION_CHECKBOX_NAME, [key for key in keys if is_key(key)])
        return super().response_action(request, queryset)

    def get_deleted_objects(self, objs, request):
        """Computed tables go with what they were computed for; nobody deletes them alone.

        What keeps a row is named as everywhere else: a step alone reads "confirmed".
        """
        found, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        computed = {model._meta.verbose_name for model in (Standing, LedgerLine, CombinedPart)}
        kept = in_its_way(objs) if protected else []
        return found, counts, forbidden - computed, kept

    def changeform_view(self, request, *args, **kwargs):
        """What two people do in one moment, or nobody can type, the database alone refuses."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, DataError, OverflowError):
            text = _("Not saved: it contradicts what is stored already. Look at it and try again.")
            return taken_back(request, text)
        except OperationalError:
            return at_the_same_moment(request)

    def delete_view(self, request, *args, **kwargs):
        """What somebody else works with in one moment the database does not let go."""
        try:
            return super().delete_view(request, *args, **kwargs)
        except (IntegrityError, OperationalError):
            return at_the_same_moment(request)

    def changelist_view(self, request, *args, **kwargs):
        """As delete_view(): what is done to the rows that are ticked is done to all or none."""
        if request.method != "POST":
            return super().changelist_view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                return super().changelist_view(request, *args, **kwargs)
        except (IntegrityError, OperationalError):
            return at_the_same_moment(request)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["subtitle"] = label(obj)
            change = newest_change(obj)
            context["opened_after"] = change.pk if change else ""
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def at_the_same_moment(request):
    """Two people are in each other's way: who is refused may try once more."""
    text = _("Not done: somebody else works with this at the same moment. Try again.")
    return taken_back(request, text)


def taken_back(request, text):
    """Say that nothing was done; what was said of it before is no longer so."""
    list(messages.get_messages(request))
    messages.error(request, text)
    return redirect(request.get_full_path())


class KeepsStandings:
    """What is saved or deleted here can change a table, and the tables follow at once."""

    def seasons(self, row):
        """The keys of the seasons whose tables the row may change."""
        return {season_of(row)}

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.follow(request, self.seasons(form.instance))

    def delete_model(self, request, obj):
        seasons = self.seasons(obj)
        super().delete_model(request, obj)
        self.follow(request, seasons)

    def delete_queryset(self, request, queryset):
        seasons = set().union(*(self.seasons(row) for row in queryset))
        super().delete_queryset(request, queryset)
        self.follow(request, seasons)

    def follow(self, request, seasons):
        for season in Season.objects.filter(pk__in=seasons):
            if written := store_standings(season):
                text = _("Standings computed again: %(names)s.")
                messages.info(request, text % {"names": ", ".join(written)})


class ReadOnly:
    """Published or computed: shown to whoever may view it, typed by nobody."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class DeskInline(DeskFields, admin.TabularInline):
    """Its choices are those of the row whose page it is on: see `offers`."""

    extra = 0
    offered_as = staticmethod(str)

    def offers(self, parent):
        """Rows to choose from, by field: {"round": parent.rounds.all()}."""
        return {}

    def get_formset(self, request, obj=None, **kwargs):
        # Nobody sends more lines than that, whatever the number of forms claims.
        kwargs.setdefault("absolute_max", 2 * (self.max_num or 1000))
        formset = super().get_formset(request, obj, **kwargs)
        fields = formset.form.base_fields
        for name, rows in self.offers(obj).items() if obj else ():
            if name in fields:
                offer(fields[name], rows, self.offered_as)
        return formset
