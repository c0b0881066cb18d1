"""Who may use the workbench, and in whose name: the one place that knows.

Today that is one person at this machine, let in by an address that works once. Accounts and roles, when
they come, come here: views ask for an ``Analyst`` and make every decision through ``act``.
"""

import secrets
from collections.abc import Callable
from threading import Lock

import msgspec

from riwaya.store import Act

_INVITATIONS = 16  # that may be open at a time; the oldest goes
_SESSIONS = 64


class Analyst(msgspec.Struct, frozen=True):
    """Who is at the workbench, by the name that decisions carry."""

    name: str

    def act(self, why: str = "", seen: int | None = None, shown: str | None = None) -> Act:
        """Say by whom a decision is made and why; ``seen`` is the last one that they knew of, ``shown`` the
        stamp of the records that they saw."""
        return Act(self.name, why.strip(), seen, shown)


class Access:
    """Lets in whoever brings an invitation, once, and knows them again by their session."""

    def __init__(self, who: str) -> None:
        self._analyst = Analyst(who)
        self.when_entered: Callable[[], None] | None = None  # called each time a browser was let in
        # Browsers do not keep the cookies of two ports apart: two workbenches must not share a name.
        self.cookie = f"riwaya_{secrets.token_hex(4)}"
        self._lock = Lock()
        self._invitations: list[str] = []
        self._sessions: dict[str, Analyst] = {}

    def invite(self) -> str:
        """Give a secret that lets one browser in."""
        invitation = secrets.token_urlsafe(32)
        with self._lock:
            self._invitations = [*self._invitations, invitation][-_INVITATIONS:]
        return invitation

    def enter(self, invitation: str) -> str | None:
        """Take an invitation and give the secret of a session; None where it is none, or was used."""
        given = invitation.encode()
        with self._lock:
            found = [one for one in self._invitations if secrets.compare_digest(one.encode(), given)]
            if not found:
                return None
            self._invitations.remove(found[0])
            session = secrets.token_urlsafe(32)
            self._sessions[session] = self._analyst
            for oldest in list(self._sessions)[:-_SESSIONS]:
                del self._sessions[oldest]
        if self.when_entered is not None:
            self.when_entered()
        return session

    def find(self, session: str) -> Analyst | None:
        """Give whom a session belongs to, or None."""
        with self._lock:
            return self._sessions.get(session)
