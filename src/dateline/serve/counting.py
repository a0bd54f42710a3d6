"""Outlets and origins of the stories in a list, counted in the background: to count them a story must be linked.

A list that waited for that would be slow in a large archive. So it shows what is counted already, and one thread counts
the rest, the first of the list first. It leaves behind the pictures that it made, so their pages come quicker, too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from threading import Condition, Thread

from dateline.errors import DatelineError
from dateline.records.dossier import Dossier
from dateline.records.story import StorySummary
from dateline.serve.desk import Desk
from dateline.serve.pages.facts import StoryFacts, facts_of

__all__ = ["Counting"]

_LEAVE_SECONDS = 20.0
"""How long the end waits for a story that is being linked."""


class Counting:
    """The facts of stories, for as long as nobody writes; its thread starts when there is something to count."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._mark = ""
        self._known: dict[str, StoryFacts | None] = {}
        self._asked: deque[StorySummary] = deque()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._over = False

    def facts(self, stories: Sequence[StorySummary]) -> Mapping[str, StoryFacts | None]:
        """Those of the stories that are counted, None where one cannot be; the others will be."""
        mark = self._desk.mark()
        with self._changed:
            if mark != self._mark:
                self._mark, self._known = mark, {}
                self._asked.clear()
            waiting = {story.id for story in self._asked}
            self._asked.extend(s for s in stories if s.id not in self._known and s.id not in waiting)
            if self._asked and self._thread is None and not self._over:
                self._thread = Thread(target=self._count, name="dateline-counting", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return {story.id: self._known[story.id] for story in stories if story.id in self._known}

    def close(self) -> None:
        """Stop counting."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=_LEAVE_SECONDS)

    def _count(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._over or bool(self._asked))
                if self._over:
                    return
                mark, story, others = self._mark, self._asked[0], [*self._asked]
            found = self._facts_of(story, others)
            with self._changed:
                if mark == self._mark:
                    self._known |= found
                    self._asked = deque(one for one in self._asked if one.id not in self._known)

    def _facts_of(self, story: StorySummary, others: Sequence[StorySummary]) -> dict[str, StoryFacts | None]:
        """Of one story, or of several at once where the picture of what moved last has them whole."""
        try:
            if len(others) > 1:
                found = _in_one(self._desk.picture(), others)
                if story.id in found:
                    return dict(found)
            picture = self._desk.picture(story.id)
        except DatelineError:
            # Its page says what is wrong; a list goes on without.
            return {story.id: None}
        return {story.id: facts_of(picture, [article.id for article in picture.articles])}


def _in_one(picture: Dossier, stories: Sequence[StorySummary]) -> Mapping[str, StoryFacts]:
    articles = {story.id: story.articles for story in picture.stories}
    return {
        story.id: facts_of(picture, articles[story.id])
        for story in stories
        if len(articles.get(story.id, ())) == story.articles
    }
