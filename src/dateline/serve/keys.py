"""What a server knows its callers by: the token, the session of a browser, and what forms carry.

All are derived from a secret of this start, so that nothing of an earlier one is taken.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

__all__ = ["Keys"]


class Keys:
    """The keys of one start. `token` is None where none is asked for."""

    def __init__(self, token: str | None, *, session_seconds: float) -> None:
        self._secret = secrets.token_bytes(32)
        self._token = token
        self._session_seconds = session_seconds
        self.cookie = f"dateline-{self._derived('cookie')[:8]}"
        """The cookie's name; of this server alone, since cookies know no ports."""

    @property
    def wanted(self) -> bool:
        """Whether whoever asks must show a token."""
        return self._token is not None

    def is_token(self, said: str) -> bool:
        """Whether this is the token; takes as long whatever is wrong with it."""
        known = self._token if self._token is not None else secrets.token_hex()
        return hmac.compare_digest(_digest(said), _digest(known)) and self._token is not None

    def session(self) -> str:
        """A session for a browser that has shown the token."""
        until = f"{int(time.time() + self._session_seconds)}"
        return f"{until}.{self._derived(f'session {until}')}"

    def is_session(self, said: str) -> bool:
        """Whether this is a session that has not run out."""
        until, _, key = said.partition(".")
        if not (until.isascii() and until.isdigit() and len(until) < 12):
            return False
        return hmac.compare_digest(key.encode(), self._derived(f"session {until}").encode()) and (
            time.time() < int(until)
        )

    def form_token(self) -> str:
        """What the forms of our pages carry."""
        return self._derived("form")

    def is_form_token(self, said: str) -> bool:
        """Whether this came with a form of ours."""
        return hmac.compare_digest(said.encode("utf-8", "replace"), self.form_token().encode())

    def _derived(self, purpose: str) -> str:
        return hmac.new(self._secret, purpose.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _digest(said: str) -> bytes:
    return hashlib.sha256(said.encode("utf-8", "replace")).digest()
