"""The only room that may import a model library: text in, `Parse` out."""

from dateline.nlp.parse import Name, Parse, Sentence, Token

__all__ = ["Name", "Parse", "Sentence", "Token"]
