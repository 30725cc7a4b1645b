"""Typing a result: a grid for clubs without timing, then the same preview as of a file."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from championship.admin.carried import NotCarried
from championship.workflows.result_import import plan_results, typed_results

from . import shown
from .carried import Carried
from .grid import AT_MOST, MORE, cars_of, filled, rows_of, typed_rows, with_room, with_the_others
from .preview import ResultPages

OTHERS = "others"


def type_page(model_admin, request, pk):
    """One address for all steps: what is sent says which it is."""
    return TypePages(model_admin, request, pk).respond()


class TypePages(ResultPages):
    title = gettext_lazy("Type a result")

    def respond(self):
        sent = self.request.POST
        if self.request.method != "POST":
            return self.begin()
        if "_edit" in sent:
            return self.edit()
        if "_import" in sent:
            return self.confirm()
        return self.more() if "_more" in sent else self.preview()

    def begin(self, *, error=""):
        return self.show_grid(rows_of(self.session), error=error)

    def edit(self):
        """Back from the preview, with everything as it was typed."""
        try:
            carried = self.take_up()
        except NotCarried:
            return self.begin(error=_("This preview is too old. Here is the stored result."))
        return self.show_grid(list(carried.rows))

    def more(self):
        return self.show_grid(filled_in_place(typed_rows(self.request.POST)), more=MORE)

    def show_grid(self, rows, *, error="", problems=(), more=0):
        cars = cars_of(self.session.event)
        named = {car.number: car for car in cars}
        typed = {row.number for row in rows}
        rows = with_room(rows, cars, more=more)
        return self.render(
            "type.html",
            error=error,
            problems=[shown.problem(one) for one in problems],
            rows=[(row, named.get(row.number)) for row in rows],
            cars=[(car, car.number in typed) for car in cars],
            is_full=len(rows) >= AT_MOST,
            others=OTHERS in self.request.POST,
            is_imported=self.session.imports.exists(),
        )

    def preview(self):
        typed = typed_rows(self.request.POST)
        rows = filled(typed)
        if OTHERS in self.request.POST:
            rows = with_the_others(rows, cars_of(self.session.event))
        if not rows:
            return self.show_grid([], error=_("Type the number of at least one car."))
        plan = plan_results(self.session, typed_results(rows))
        if not plan.can_be_answered:
            text = _("Nothing is imported yet. Look at what is said of each line.")
            return self.show_grid(filled(typed), error=text, problems=plan.problems)
        return self.show_plan(plan, Carried(rows=tuple(rows), shown=plan.fingerprint))


def filled_in_place(rows):
    """What was typed so far, without the empty rows at the end."""
    last = max((row.line for row in rows if row.number or row.laps or row.status), default=0)
    return rows[:last]
