"""`check` finds whatever has changed: a text's byte, a digest, a payload, an outcome, a missing text."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.records.evidence import Evidence
from dateline.store import open_store
from dateline.store.packing import pack_bytes, unpack_bytes

from .pages import capture_of, page, reading_of, texts_of

PIECES = 4 + len(reading_of(1).mentions) + 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "work.dateline"
    store = open_store(path)
    for number in (1, 2):
        store.add(page(number))
    store.close()
    return path


def change(file: Path, table: str, column: str, *, where: str, by: Callable[[bytes], bytes]) -> None:
    db = sqlite3.connect(file)
    db.create_function("changed", 1, by)
    done = db.execute(f"UPDATE {table} SET {column} = changed({column}) WHERE {where}")
    assert done.rowcount == 1
    db.commit()
    db.close()


def checked(file: Path) -> tuple[int, int, list[Evidence], str | None]:
    broken: list[Evidence] = []
    store = open_store(file)
    try:
        return *store.check(broken.append), broken, None
    except StoreError as error:
        return -1, -1, broken, error.code
    finally:
        store.close()


def flip(packed: bytes) -> bytes:
    return packed[: len(packed) // 2] + bytes([packed[len(packed) // 2] ^ 1]) + packed[len(packed) // 2 + 1 :]


def of_text(number: int) -> str:
    return f"digest = x'{texts_of(number)[1].id}'"


def test_nothing_is_broken_at_first(file: Path) -> None:
    assert checked(file) == (2 * PIECES, 2 * PIECES, [], None)


def test_a_flipped_byte_of_a_text_breaks_all_that_was_cut_from_it(file: Path) -> None:
    change(file, "blob", "packed", where=of_text(1), by=flip)
    holding, total, broken, error = checked(file)
    assert (total, error) == (2 * PIECES, None)
    assert len(broken) == total - holding == PIECES - 3  # the article cuts three pieces from the capture text
    assert {(evidence.text_id, evidence.exact) for evidence in broken} == {(texts_of(1)[1].id, "")}


def test_a_text_that_was_exchanged_with_care_is_found_all_the_same(file: Path) -> None:
    other = texts_of(1)[1].text.replace("ferry", "barge")
    change(file, "blob", "packed", where=of_text(1), by=lambda _: pack_bytes(other.encode()))
    assert len(checked(file)[2]) == PIECES - 3
    store = open_store(file)
    with pytest.raises(StoreError, match="damaged_workspace"):
        list(store.readings([texts_of(1)[1].id]))
    store.close()


def test_a_flipped_digest_breaks_its_piece_alone(file: Path) -> None:
    def last_digest(pins: bytes) -> bytes:
        planes = bytearray(unpack_bytes(pins))
        planes[-1] ^= 1
        return pack_bytes(bytes(planes))

    key = page(1)[2].derivation.key
    change(file, "derivation", "pins", where=f"key = x'{key}'", by=last_digest)
    holding, total, broken, error = checked(file)
    assert (total - holding, error) == (1, None)
    assert broken == [reading_of(1).quantities[-1].evidence]
    store = open_store(file)
    with pytest.raises(StoreError, match="broken_evidence"):
        list(store.readings([texts_of(1)[1].id]))
    assert list(store.readings([texts_of(2)[1].id])) == [reading_of(2)]
    store.close()


@pytest.mark.parametrize("column", ["pins", "packed"])
def test_a_flipped_byte_of_an_outcome_is_damage(file: Path, column: str) -> None:
    key = page(1)[2].derivation.key
    change(file, "derivation", column, where=f"key = x'{key}'", by=flip)
    assert checked(file)[3] == "damaged_workspace"


def test_a_flipped_byte_of_a_payload_is_damage(file: Path) -> None:
    change(file, "blob", "packed", where=f"digest = x'{capture_of(1).payload}'", by=flip)
    assert checked(file)[3] == "damaged_workspace"
    store = open_store(file)
    with pytest.raises(StoreError, match="damaged_workspace"):
        store.payload(capture_of(1).payload)
    store.close()


def test_a_text_that_is_gone_breaks_all_that_was_cut_from_it(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute(f"DELETE FROM text WHERE blob = (SELECT number FROM blob WHERE {of_text(1)})")
    db.execute(f"DELETE FROM blob WHERE {of_text(1)}")
    db.commit()
    db.close()
    holding, total, broken, error = checked(file)
    assert (len(broken), error) == (total - holding, None)
    assert len(broken) == PIECES - 3


def test_overwritten_pages_of_the_file_are_said_to_be_damage(file: Path) -> None:
    db = sqlite3.connect(file)
    roots = db.execute("SELECT rootpage FROM sqlite_schema WHERE name IN ('blob', 'derivation')").fetchall()
    db.close()
    content = bytearray(file.read_bytes())
    for (root,) in roots:
        content[8192 * (root - 1) : 8192 * root] = b"\xff" * 8192
    file.write_bytes(bytes(content))
    assert checked(file)[3] == "damaged_workspace"


def test_a_plain_text_page_and_its_capture_text_are_kept_once(file: Path) -> None:
    db = sqlite3.connect(file)
    (texts,) = db.execute("SELECT count(*) FROM text").fetchone()
    (blobs,) = db.execute("SELECT count(*) FROM blob").fetchone()
    db.close()
    assert (texts, blobs) == (4, 6)  # these payloads differ from their texts by their line ends
