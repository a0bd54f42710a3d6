"""Records to plain values and back: dicts, lists, strings, numbers.  What JSON can say, and no more.

A record becomes a dict of all its fields in their order (a trailing underscore is dropped: `from_` is
``from``), a tuple a list, a mapping a dict sorted by key. Reading back is strict: an unknown key, a missing
key or a wrong type is a UsageError that names the place (``Dossier.events[3].time.value``). Writing is as
strict, so what was written can always be read. Converters are compiled once a type.

Equal records give equal bytes: floats are always floats, never NaN or infinite, and zero has no sign.
"""

from __future__ import annotations

import json
import math
import re
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dateline.errors import UsageError
from dateline.records.evidence import Evidence

__all__ = ["Cut", "Pin", "Plain", "from_plain", "hints_of", "optional", "to_json", "to_plain"]

T = TypeVar("T")

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
Pin: TypeAlias = Callable[[Evidence], Plain]
"""How Evidence is written; by default like any record."""
Cut: TypeAlias = Callable[[Plain], Evidence]
"""How Evidence is made again from what its Pin wrote."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_Write = Callable[[Any, Pin], Plain]
_Read = Callable[[Any, Cut], Any]


class _Converter(NamedTuple):
    write: _Write
    read: _Read


_Step = tuple[str, str, Any, _Converter]
"""A record's field: its key, its attribute, its type, and how it is converted."""


class _Misfit(Exception):
    """A value that does not fit its type; the place is gathered on the way out."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.place = ""

    def within(self, place: str) -> _Misfit:
        self.place = place + self.place
        return self


def to_plain(record: object, *, of: object = None, pin: Pin | None = None) -> Plain:
    """Write a record, or, with its type in `of`, a tuple or mapping of records.

    `pin` writes each Evidence, to any plain value that the reader's `cut` understands.
    """
    hint = type(record) if of is None else of
    try:
        return _converter(hint).write(record, pin or _whole)
    except _Misfit as misfit:
        raise _usage(hint, misfit) from None


def from_plain(cls: type[T], plain: Plain, *, cut: Cut | None = None) -> T:
    """Read a record (or ``tuple[X, ...]``) back; `cut` makes each Evidence.

    Raises UsageError: unknown_key, missing_key, wrong_type, unknown_value or not_finite.
    """
    try:
        return cast(T, _converter(cast(Any, cls)).read(plain, cut or _again))
    except _Misfit as misfit:
        raise _usage(cls, misfit) from None


def to_json(record: object, *, indent: int | None = None) -> str:
    """A record as JSON that is always valid UTF-8: characters as they are, lone surrogates as U+FFFD.

    Frozen texts hold no lone surrogates; a file's name may.
    """
    separators = (",", ":") if indent is None else (",", ": ")
    said = json.dumps(to_plain(record), ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return _SURROGATE.sub("\ufffd", said)


@cache
def hints_of(cls: type) -> Mapping[str, tuple[str, Any]]:
    """A record's keys in order, each with its attribute's name and type."""
    hints = get_type_hints(cls)
    return {field.name.removesuffix("_"): (field.name, hints[field.name]) for field in fields(cls)}


def optional(hint: object) -> tuple[Any, bool]:
    """The type without ``| None``, and whether it had one; raises TypeError for other unions."""
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    inner = tuple(part for part in get_args(hint) if part is not type(None))
    if len(inner) != 1:
        raise TypeError(f"{hint} is no type that a record's field can have: only X | None")
    return inner[0], True


def _usage(hint: object, misfit: _Misfit) -> UsageError:
    name = getattr(hint, "__name__", str(hint))
    return UsageError(misfit.code, f"{name}{misfit.place}: {misfit.message}")


@cache
def _converter(hint: Any) -> _Converter:
    inner, or_none = optional(hint)
    if or_none:
        return _or_none(_converter(inner))
    origin, args = get_origin(inner), get_args(inner)
    if origin is Literal:
        return _literal(frozenset(args))
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return _tuple(_converter(args[0]))
    if origin is Mapping:
        return _mapping(_converter(args[0]), _converter(args[1]))
    if inner is Evidence:
        return _Converter(_pin, lambda plain, cut: cut(plain))
    if isinstance(inner, type) and is_dataclass(inner):
        return _record(inner)
    if inner in _LEAVES:
        return _LEAVES[inner]
    raise TypeError(f"{hint} is no type that a record's field can have")


def _wrong(wanted: str, value: object) -> _Misfit:
    return _Misfit("wrong_type", f"expected {wanted}, found {type(value).__name__}")


def _string(value: Any, _: object) -> str:
    if type(value) is str:
        return value
    if isinstance(value, str):
        # Parsers return subclasses that hold on to their whole tree.
        return str.__str__(value)
    raise _wrong("a string", value)


def _whole_number(value: Any, _: object) -> int:
    if type(value) is not int:
        raise _wrong("a whole number", value)
    return value


def _number(value: Any, _: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong("a number", value)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _Misfit("not_finite", "expected a finite number")
    return number + 0.0  # -0.0 equals 0.0 and must be written alike


def _truth(value: Any, _: object) -> bool:
    if type(value) is not bool:
        raise _wrong("true or false", value)
    return value


_LEAVES: dict[object, _Converter] = {
    str: _Converter(_string, _string),
    int: _Converter(_whole_number, _whole_number),
    float: _Converter(_number, _number),
    bool: _Converter(_truth, _truth),
}


def _or_none(inner: _Converter) -> _Converter:
    def write(value: Any, pin: Pin) -> Plain:
        return None if value is None else inner.write(value, pin)

    def read(plain: Any, cut: Cut) -> Any:
        return None if plain is None else inner.read(plain, cut)

    return _Converter(write, read)


def _literal(allowed: frozenset[object]) -> _Converter:
    def same(value: Any, _: object) -> str:
        said = _string(value, _)
        if said not in allowed:
            raise _Misfit("unknown_value", f"{said[:40]!r} is none of {', '.join(sorted(map(str, allowed)))}")
        return said

    return _Converter(same, same)


def _tuple(inner: _Converter) -> _Converter:
    def convert(values: Any, step: Callable[[Any, Any], Any], by: Any) -> list[Any]:
        made: list[Any] = []
        try:
            for value in values:
                made.append(step(value, by))  # noqa: PERF401 - len(made) is the place of a misfit
        except _Misfit as misfit:
            raise misfit.within(f"[{len(made)}]") from None
        return made

    def write(value: Any, pin: Pin) -> Plain:
        if type(value) is not tuple:
            raise _wrong("a tuple", value)
        return convert(value, inner.write, pin)

    def read(plain: Any, cut: Cut) -> Any:
        if type(plain) is not list:
            raise _wrong("a list", plain)
        return tuple(convert(plain, inner.read, cut))

    return _Converter(write, read)


def _mapping(key: _Converter, inner: _Converter) -> _Converter:
    def convert(values: Any, step: Callable[[Any, Any], Any], by: Any) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name in sorted(values):
            try:
                made[key.read(name, by)] = step(values[name], by)
            except _Misfit as misfit:
                raise misfit.within(f"[{str(name)[:40]!r}]") from None
        return made

    def write(value: Any, pin: Pin) -> Plain:
        if not isinstance(value, Mapping):
            raise _wrong("a mapping", value)
        return convert(value, inner.write, pin)

    def read(plain: Any, cut: Cut) -> Any:
        if type(plain) is not dict:
            raise _wrong("an object", plain)
        return convert(plain, inner.read, cut)

    return _Converter(write, read)


def _record(cls: type) -> _Converter:
    steps = tuple((key, name, hint, _converter(hint)) for key, (name, hint) in hints_of(cls).items())

    def write(value: Any, pin: Pin) -> Plain:
        if type(value) is not cls:
            raise _wrong(cls.__name__, value)
        plain: dict[str, Plain] = {}
        key = ""
        try:
            for key, name, _, inner in steps:
                plain[key] = inner.write(getattr(value, name), pin)
        except _Misfit as misfit:
            raise misfit.within(f".{key}") from None
        return plain

    return _Converter(write, _reader(cls, steps))


def _reader(cls: type, steps: Sequence[_Step]) -> _Read:
    """A function that reads a record, written out for its fields (from their names and types alone).

    Strings, whole numbers, truths, None and what is empty are tested in place: most fields are these, and a reading
    has thousands.
    """
    known = frozenset(key for key, _, _, _ in steps)
    names: dict[str, object] = {"cls": cls, "known": known, "odd": _odd, "misfit": _Misfit}
    names["where"] = lambda plain, cut: _where(plain, cut, steps)
    fields = ", ".join(f"{name}={_field(key, hint, inner, names)}" for key, name, hint, inner in steps)
    source = f"""def read(plain, cut):
    if type(plain) is not dict or plain.keys() != known:
        raise odd(cls, plain, known)
    try:
        return cls({fields})
    except misfit:
        where(plain, cut)
        raise
"""
    exec(source, names)
    return cast(_Read, names["read"])


def _field(key: str, hint: object, inner: _Converter, names: dict[str, object]) -> str:
    """The expression that reads one field; what it needs is added to the names."""
    kind, or_none = optional(hint)
    names[f"read_{key}"] = inner.read
    value = f"(v := plain[{key!r}])"
    tests = [f"{value} is None"] if or_none else []
    if kind is Evidence and not or_none:
        return f"cut({value})"
    if get_origin(kind) is tuple and not or_none:
        return f"(() if {value} == [] else read_{key}(v, cut))"
    if kind in (str, int, bool):
        tests.append(f"type({value}) is {kind.__name__}")
    elif get_origin(kind) is Literal:
        names[f"allowed_{key}"] = frozenset(get_args(kind))
        tests.append(f"type({value}) is str and v in allowed_{key}")
    if not tests:
        return f"read_{key}({value}, cut)"
    return f"(v if {' or '.join(tests)} else read_{key}(v, cut))"


def _where(plain: dict[str, Plain], cut: Cut, steps: Sequence[_Step]) -> None:
    """Read the fields one by one, to raise the misfit with its place; evidence is left uncut."""
    nothing = Evidence(text_id="", start=0, end=0, exact="")
    uncut = cut if cut is _again else lambda _: nothing
    for key, _, _, inner in steps:
        try:
            inner.read(plain[key], uncut)
        except _Misfit as misfit:
            raise misfit.within(f".{key}") from None


def _odd(cls: type, plain: object, keys: frozenset[str]) -> _Misfit:
    return _odd_keys(cls, plain, keys=keys) if type(plain) is dict else _wrong(f"an object ({cls.__name__})", plain)


def _odd_keys(cls: type, plain: dict[object, Plain], *, keys: frozenset[str]) -> _Misfit:
    missing = sorted(keys - plain.keys())
    if missing:
        return _Misfit("missing_key", f"{cls.__name__} needs {', '.join(missing)}")
    unknown = sorted(str(key)[:40] for key in plain.keys() - keys)
    return _Misfit("unknown_key", f"{cls.__name__} knows no {', '.join(unknown)}")


_EVIDENCE = _record(Evidence)


def _pin(value: Any, pin: Pin) -> Plain:
    if type(value) is not Evidence:
        raise _wrong("Evidence", value)
    return pin(value)


def _whole(evidence: Evidence) -> Plain:
    return _EVIDENCE.write(evidence, _whole)


def _again(plain: Plain) -> Evidence:
    return cast(Evidence, _EVIDENCE.read(plain, _again))
