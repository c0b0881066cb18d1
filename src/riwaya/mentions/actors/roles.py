"""The role of a phrase, from its head, its adjectives and what it belongs to."""

import msgspec

from riwaya.mentions.actors.tables import Head
from riwaya.types import ActorRole

# Roles that an owner hands on; a member of a firm or a tribe keeps the role of his trade.
HANDED_ON = frozenset({"GOV", "MIL", "POL", "REB", "OPP", "IGO", "NGO", "MED"})
_ARMED = frozenset({"MIL", "REB"})
_ARMED_OWNERS = frozenset({"MIL", "POL", "REB", "IGO"})
_NO_MEDIA = frozenset({"IGO", "GOV", "POL", "MIL", "NGO"})  # of agencies and networks that are no media


class Told(msgspec.Struct, frozen=True):
    """What the words of a phrase say of its role."""

    strong: ActorRole | None = None  # an adjective that beats the head: أمني، مسلح
    weak: ActorRole | None = None  # one that counts where the head has no role of its own: عسكري، محلي
    owner: ActorRole | None = None


def find_role(head: Head, told: Told, *, civil: bool = False) -> ActorRole | None:
    """Work out the role: مصدر عسكري is military, متحدث باسم الحوثيين a rebel, جندي always a soldier."""
    if civil:
        return head.role  # a place that is its own whoever holds it: مسجد قوات الطوارئ
    strong, owner = told.strong, _handed_on(head, told.owner)
    if head.sort == "media":
        weak = told.weak if told.weak != "GOV" else None
        other = next((role for role in (owner, strong, weak) if role), None)
        return other if other in _NO_MEDIA else "MED"
    if head.own and head.sort in ("person", "office"):
        return head.role
    if head.sort == "source" and told.weak == "MED":
        return "MED"
    if strong is not None:
        return "REB" if strong == "OPP" and head.role in _ARMED else strong
    if head.own:
        return head.role
    return owner or _said(head, told.weak) or head.role or ("CIV" if head.sort == "honorific" else None)


def is_told(head: Head, told: Told, *, of_state: bool) -> bool:
    """Tell whether the words say the role: الرئيس اليمني does, الزعيم الشيعي does not."""
    if of_state and head.sort == "office" and head.role == "GOV":
        return True
    said = told.strong or _handed_on(head, told.owner) or _said(head, told.weak)
    return head.own or said is not None


def _handed_on(head: Head, owner: ActorRole | None) -> ActorRole | None:
    """Give the role that the owner hands on: قوات الحكومة are an army, قوات الحوثيين are not."""
    if head.sort == "office" and head.role == "REB":
        return owner if owner in HANDED_ON else None  # قيادي في حزب الأمة
    if head.role in _ARMED and head.sort in ("body", "office"):
        if owner == "OPP":
            return "REB"
        return owner if owner in _ARMED_OWNERS else None
    if head.sort == "office" and head.role == "GOV":
        return owner  # زعيم قبيلة, متحدث باسم شركة
    if head.sort == "facility" and owner == "GOV":
        return None
    return owner if owner in HANDED_ON else None


def _said(head: Head, weak: ActorRole | None) -> ActorRole | None:
    """Give the role that a weak adjective says, where this head takes one from it."""
    if weak in ("OTH", "CIV") and head.sort != "source" and head.role is not None:
        return None
    if (head.role in _ARMED or head.sort == "facility") and weak not in _ARMED_OWNERS - {"IGO"}:
        return None
    return weak
