"""A page in the browser with everything that it asked for on the way."""

import gzip
from urllib.parse import urlsplit

SHIFTS = """
    () => new Promise(resolve => {
        let shift = 0
        new PerformanceObserver(list => list.getEntries().forEach(one => { shift += one.value }))
            .observe({type: 'layout-shift', buffered: true})
        requestAnimationFrame(() => setTimeout(() => resolve(shift), 50))
    })
"""


class Visit:
    """One page, opened by somebody who has not been here before."""

    def __init__(self, browser, site, address, *, width, color_scheme):
        self.site, self.responses, self.complaints = site, [], []
        view = {"width": width, "height": 900}
        self.context = browser.new_context(viewport=view, color_scheme=color_scheme)
        self.page = self.context.new_page()
        self.page.on("response", lambda response: self.responses.append(response))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)
        self.status = self.page.goto(site + address).status
        self.shift = self.page.evaluate(SHIFTS)

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
