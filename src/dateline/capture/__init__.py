"""What a user names (paths, folders, globs, standard input, rows) -> sources -> captures."""

from dateline.capture.feeds import EntrySource, FeedStage
from dateline.capture.finding import find, find_named
from dateline.capture.stage import CaptureStage

__all__ = ["CaptureStage", "EntrySource", "FeedStage", "find", "find_named"]
