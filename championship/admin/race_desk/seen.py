"""What a member of staff may see of what is due."""

from functools import partial

from championship.queries import race_desk as asked
from championship.workflows.draft_effects import DraftEffects, draft_effects
from championship.workflows.official_result import with_unpublished_changes

from .links import may


class Seen:
    """What was asked for this user; what they may not see is empty and costs nothing."""

    def __init__(self, user, now):
        sees = partial(may, user)
        self.focus = asked.focus(now) if sees("view_event") else None
        self.missing = None
        if sees("view_session"):
            self.missing = asked.sessions_without_result(now, self.season)
        self.drafts = asked.draft_decisions() if sees("view_decision") else []
        self.effects = DraftEffects()
        if self.drafts and sees("view_result"):
            self.effects = draft_effects(self.drafts)
        self.coming = None
        if sees("view_event"):
            self.coming = asked.next_event(now, checks=sees("view_entry"))
        self.provisional, self.changed, self.differ = [], [], set()
        if sees("view_classification"):
            self._look_at_documents()
        self.awards = asked.waiting_awards() if sees("view_award") else []
        self.applications = asked.applications() if sees("view_entry") else ([], 0)

    def _look_at_documents(self):
        """Those that are provisional, and final ones that are behind what is recorded."""
        self.provisional = asked.provisional_documents()
        settled = asked.revised_documents(self.focus and self.focus.event)
        documents = [*self.provisional, *settled]
        if documents:
            newest = {one.session: one.classification for one in documents}
            self.differ = with_unpublished_changes(newest)
        self.changed = [one for one in settled if one.session.pk in self.differ]

    def drafts_of(self, session):
        return [draft for draft in self.drafts if draft.session_id == session.pk]

    @property
    def season(self):
        """The season of the event that the desk is about."""
        return self.focus and self.focus.event.season

    @property
    def seasons(self):
        """The seasons whose class colours the page needs."""
        drafted = (draft.session.season for draft in self.drafts)
        waiting = (one.entry.season for one in self.applications[0])
        return dict.fromkeys([*drafted, *waiting])
