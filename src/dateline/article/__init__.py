"""A capture -> the article in it: title, outlet, credit, byline, publication time, and its text in blocks."""

from dateline.article.stage import ArticleStage, Captured

__all__ = ["ArticleStage", "Captured"]
