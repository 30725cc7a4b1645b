"""A page in the browser with everything that it asked for on the way."""

import gzip
from contextlib import contextmanager
from urllib.parse import urlsplit

SHIFTS = """
    () => new Promise(resolve => {
        let shift = 0
        new PerformanceObserver(list => list.getEntries().forEach(one => { shift += one.value }))
            .observe({type: 'layout-shift', buffered: true})
        requestAnimationFrame(() => setTimeout(() => resolve(shift), 50))
    })
"""


@contextmanager
def window(browser, *, width):
    """An empty page of the browser that keeps nothing of what it loads.

    A window of its own for each address would take the browser longer than the page itself.
    """
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page
    context.close()


class Visit:
    """One page, opened in a window by somebody who has not been here before."""

    def __init__(self, page, site, address, *, color_scheme):
        self.page, self.site, self.responses, self.complaints = page, site, [], []
        self._heard = {
            "response": lambda response: self.responses.append(response),
            "pageerror": lambda error: self.complaints.append(str(error)),
            "console": self._hear,
        }
        self._forget()
        for event, hear in self._heard.items():
            page.on(event, hear)
        page.emulate_media(color_scheme=color_scheme, reduced_motion="no-preference")
        self.status = page.goto(site + address).status
        self.shift = page.evaluate(SHIFTS)

    def leave(self):
        """Hear nothing of what the window loads from now on."""
        for event, hear in self._heard.items():
            self.page.remove_listener(event, hear)

    def _forget(self):
        storage = {"origin": self.site, "storageTypes": "cookies,local_storage"}
        session = self.page.context.new_cdp_session(self.page)
        session.send("Storage.clearDataForOrigin", storage)
        session.detach()

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    @property
    def asked_elsewhere(self):
        """The addresses asked for that are not on the site."""
        addresses = [response.url for response in self.responses]
        return [one for one in addresses if not one.startswith((f"{self.site}/", "data:"))]

    @property
    def paths(self):
        """The addresses asked for, without pictures within the page."""
        return [urlsplit(one.url).path for one in self.responses if one.url[:5] != "data:"]

    def compressed(self, kind):
        """How many bytes of a kind ("stylesheet", "script", …) came, compressed."""
        return sum(len(gzip.compress(body)) for body in self._bodies(kind))

    def bytes_of(self, kind):
        """How many bytes of a kind came, before any compression."""
        return sum(len(body) for body in self._bodies(kind))

    def _bodies(self, kind):
        return [one.body() for one in self.responses if one.request.resource_type == kind]
