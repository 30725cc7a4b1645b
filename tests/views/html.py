"""A page as a reader meets it, and what is wrong with its markup."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
INLINE = {"a", "b", "s", "small", "span", "strong", "time"}
UNSEEN = {"i", "script", "style"}  # <i> is read aloud
ADDED = {"visually-hidden", "scripted"}  # by reading aloud, and by script
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Node:
    """An element with its attributes and what is within."""

    def __init__(self, tag, attrs=()):
        self.tag, self.attrs, self.children = tag, dict(attrs), []

    def find(self, *tags):
        """All elements of these tags within, in reading order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.find(*tags)

    @property
    def seen(self):
        """The words that eyes see without script, with single spaces."""
        return " ".join("".join(self._words()).split())

    def _words(self):
        if self.tag in UNSEEN or ADDED & set(self.attrs.get("class", "").split()):
            return
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                around = "" if child.tag in INLINE else " "
                yield from (around, *child._words(), around)


class Page(HTMLParser):
    """Reads a response; `faults` names every tag that is not closed as it was opened."""

    def __init__(self, response):
        super().__init__()
        self.root, self.faults = Node("root"), []
        self.open = [self.root]
        self.feed(response.content.decode())
        self.close()
        self.faults += [f"<{node.tag}> is never closed" for node in self.open[1:]]

    def handle_decl(self, decl):
        self.declared = decl

    def handle_starttag(self, tag, attrs):
        node = Node(tag, attrs)
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        if self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1].tag}>")
        else:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)

    @property
    def main(self):
        return next(self.root.find("main"))

    @property
    def text(self):
        return self.main.seen

    def headings(self):
        return [(int(node.tag[1]), node.seen) for node in self.root.find(*HEADINGS)]

    def tables(self):
        """Of every table its rows, each a list of what eyes see in the cells."""
        return [
            [[cell.seen for cell in row.find("th", "td")] for row in table.find("tr")]
            for table in self.root.find("table")
        ]

    def links(self):
        return {link.seen: link.attrs.get("href") for link in self.root.find("a")}
