"""What speaks for the next step: the words on the stack, those that wait, and what stands under them already.

A feature is a string: a letter for what it looks at, and what it sees there.
"""

from collections.abc import Sequence

from riwaya.trees.nodes import NOTHING, ROOT, Node
from riwaya.trees.state import State

_NEAR = "01234567"


def find_features(state: State, nodes: Sequence[Node]) -> tuple[str, ...]:
    """Give the features of a state; the last of ``nodes`` stands for no word, which is what -1 finds."""
    size, stack, at = state.size, state.stack, state.next
    depth = len(stack)
    top = stack[-1] if depth else -1
    second = stack[-2] if depth > 1 else -1
    s0, s1 = nodes[top], nodes[second]
    b0 = nodes[at] if at < size else ROOT
    b1 = nodes[at + 1] if at + 1 < size else NOTHING
    far, marks = _measure(top, at, s0, b0)
    under0, under1, under_next = state.dependents[top], state.dependents[second], state.dependents[at]
    t0, t1, tn = s0.tag, s1.tag, b0.tag
    f0, f1, fn = s0.shape, s1.shape, b0.shape
    l0, l1, ln = s0.lemma, s1.lemma, b0.lemma
    pair, below = f"{t0} {tn}", f"{t1} {t0}"
    return (
        f"0{f0}", f"1{fn}", f"2{l0}", f"3{ln}", f"k{b1.shape}",
        f"4{f0} {fn}", f"5{f1} {f0}", f"6{l0} {tn}", f"7{t0} {ln}", f"8{l0} {ln}",
        f"o{l1} {t0}{s0.preposition}", f"p{t1} {l0}", f"9{below} {tn}", f"a{pair} {b1.tag}",
        f"d{pair}{far}", f"e{pair}{marks}", f"f{marks}{far}",
        f"g{pair} {nodes[state.first[top]].tag} {nodes[state.last[top]].tag}",
        f"u{below} {nodes[state.last[second]].tag}",
        f"h{pair} {under0}", f"i{below} {tn} {under1}", f"j{pair} {under_next}",
        f"v{t0}{under0} {b0.joint}{b0.preposition}", f"w{l0} {under0} {fn}",
    )  # fmt: skip


def _measure(top: int, at: int, s0: Node, b0: Node) -> tuple[str, str]:
    """Say how far the next word is from the top of the stack, and how many marks stand between."""
    apart = at - top if top >= 0 else 0
    far = _NEAR[apart] if apart < len(_NEAR) else "8" if apart < 14 else "9"
    if b0 is ROOT:
        return far, "E"
    marks = b0.stops - s0.stops if top >= 0 else 0
    return far, f"{min(2, marks)}{b0.marks}"
