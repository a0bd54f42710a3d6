"""The tables of search, as a migration makes them: what they are for is told in `dateline.store.searching`."""

from __future__ import annotations

from dateline.records.search import KINDS

__all__ = ["TABLES"]

TABLES: tuple[str, ...] = (
    # An article's own row has the first number, its parts the next ones. `first` is the first day as an ordinal.
    """CREATE TABLE search_page (
        number INTEGER PRIMARY KEY, size INTEGER NOT NULL, text BLOB NOT NULL, first INTEGER, packed BLOB NOT NULL
    )""",
    "CREATE INDEX search_page_text ON search_page (text)",
    "CREATE TABLE search_time (number INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL)",
    # A name that texts give, as shown and folded: how many texts, and the first day of one.
    """CREATE TABLE search_name (
        number INTEGER PRIMARY KEY, words TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL,
        pages INTEGER NOT NULL, first INTEGER, UNIQUE (words, type)
    )""",
    """CREATE TABLE search_alias (
        words TEXT NOT NULL, other TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY (words, other)
    ) WITHOUT ROWID""",
    *(
        f"""CREATE VIRTUAL TABLE search_{kind} USING fts5 (
            words, title, speaker, about, place, outlet, origin,
            content = '', tokenize = 'unicode61 remove_diacritics 2'
        )"""
        for kind in KINDS
    ),
    # Texts of which something was kept since the index was last put in order.
    "CREATE TABLE unsearched (text BLOB PRIMARY KEY) WITHOUT ROWID",
    "INSERT INTO unsearched SELECT DISTINCT text FROM article",
    # Another article of the same page, or a newer look at its address, may take the place of what stood there.
    """CREATE TRIGGER article_unsearched AFTER INSERT ON article BEGIN
        INSERT OR IGNORE INTO unsearched SELECT a.text FROM article a WHERE a.capture = NEW.capture;
        INSERT OR IGNORE INTO unsearched SELECT a.text FROM article a WHERE a.capture IN (
            SELECT o.capture FROM observation o WHERE o.url IN (
                SELECT m.url FROM observation m WHERE m.capture = NEW.capture
            )
        );
    END""",
    """CREATE TRIGGER article_gone_unsearched AFTER DELETE ON article BEGIN
        INSERT OR IGNORE INTO unsearched VALUES (OLD.text);
    END""",
    """CREATE TRIGGER reading_unsearched AFTER INSERT ON derivation WHEN NEW.kind IS NULL OR NEW.kind = 'reading' BEGIN
        INSERT OR IGNORE INTO unsearched SELECT a.text FROM article a WHERE a.text = NEW.input;
    END""",
    """CREATE TRIGGER observation_unsearched AFTER INSERT ON observation BEGIN
        INSERT OR IGNORE INTO unsearched SELECT a.text FROM article a WHERE a.capture IN (
            SELECT o.capture FROM observation o WHERE o.url = NEW.url
        );
    END""",
)
