"""From the entry desk to the page of a car, and back to the desk once it is saved."""

from django.http import HttpResponseRedirect

from championship.admin.autocomplete import is_key
from championship.admin.filters import chosen_season
from championship.models import Event, Season

from .whose import address

FROM_DESK = "from_desk"


def with_way_back(url):
    """The address of a car's page, with the wish to come back to the desk."""
    return f"{url}{'&' if '?' in url else '?'}{FROM_DESK}=1"


class ReturnsToDesk:
    """Mixed into the admin of what is entered: whoever came from the desk returns to it."""

    def desk_of(self, car):
        return address("entries", car.season)

    def changelist_view(self, request, extra_context=None):
        """A list that is narrowed to a season, or to an event, leads to its desk."""
        season, event = chosen_season(request), request.GET.get("event__id__exact", "")
        whose = (Season(pk=season), Event(pk=event) if is_key(event) else None)
        desk = {"entry_desk": address("entries", *whose)} if season else {}
        return super().changelist_view(request, (extra_context or {}) | desk)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # Django sends a form that keeps filters to an address without anything else.
        form_url = request.get_full_path() if FROM_DESK in request.GET else form_url
        return super().changeform_view(request, object_id, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        return _keeping_the_way(request, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        return _keeping_the_way(request, super().response_change(request, obj))

    def response_post_save_add(self, request, obj):
        if FROM_DESK in request.GET:
            return HttpResponseRedirect(self.desk_of(obj))
        return super().response_post_save_add(request, obj)

    def response_post_save_change(self, request, obj):
        if FROM_DESK in request.GET:
            return HttpResponseRedirect(self.desk_of(obj))
        return super().response_post_save_change(request, obj)


def _keeping_the_way(request, response):
    """ "Save and add another" and "Save and continue editing" lead to a page of the same kind."""
    goes_on = {"_addanother", "_continue"} & request.POST.keys()
    if FROM_DESK in request.GET and goes_on and isinstance(response, HttpResponseRedirect):
        response["Location"] = with_way_back(response["Location"])
    return response
