"""Compile ``open_words.tsv`` and ``uses.tsv`` of ``src/riwaya/tokens``: words in thousands, and how frequent
they are as a verb or as a noun.

    python3 dev.py python -m pip install simplemma==2.0.0 wordfreq==3.1.1
    python3 dev.py python -m tools.compile_open_words

Nouns and adjectives come from simplemma's Arabic word list, which tells the forms of a lemma but not what
it is: a lemma that some form of its own carries the article is a noun or adjective, and an adjective where
it has a feminine and looks like one (ذهبي, محلى, أحمر). Its broken plurals are the forms that no ending
explains. Words that wordfreq never saw are left out. Names come from the tables of the mentions room, so that
a word that names a country, a town or a person can be read as a name. Of what the tables by hand hold only
plurals they lack are added.

How much a word is used comes from wordfreq: of a verb by its imperfect, of a noun by its form with the
article, for these two are hardly ever anything else, where the bare forms (قدم: he offered, a foot) are both.
The same inputs give the same bytes.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
from wordfreq import zipf_frequency

from riwaya.chars import ARTICLE, dediac, fold, is_arabic
from riwaya.mentions.places.gazetteer import load_gazetteer
from riwaya.resources import load_table, parse_table
from riwaya.tokens.affixes import NOMINAL
from riwaya.tokens.analysis import analyse
from riwaya.tokens.lexicon import Lexicon, OpenRow, VerbRow, load_lexicon

ROOM = Path(__file__).parents[1] / "src/riwaya/tokens"
OUT = ROOM / "open_words.tsv"
USES = ROOM / "uses.tsv"
OPEN_HEAD = """\
# Nouns, adjectives, numerals and names in thousands, made by tools/compile_open_words.py from simplemma's
# word list and the tables of names (see NOTICE): what nouns.tsv and verbs.tsv lack. A word goes into those.
"""
USES_HEAD = """\
# How much words are used, made by tools/compile_open_words.py from wordfreq (see NOTICE): the rounded Zipf
# frequency (3: once in a million words) of the imperfect of verbs and of nouns with their article, folded.
"""
LEAST_FREQUENT = 1.0  # Zipf: one in a hundred million words
# What the names of these are made of are common words with their clitics too: منظمة التعاون والتنمية.
WORDY = (
    "countries.tsv",
    "places/regions.tsv",
    "places/places.tsv",
    "actors/organisations.tsv",
    "actors/armed_groups.tsv",
    "actors/media.tsv",
)
CITY = 150_000  # people; smaller towns are named like other things too often
MENTIONS = Path(__file__).parents[1] / "src/riwaya/mentions"
# Tables of names: file, column, and whether a name of one word counts although the word is known otherwise.
NAMES = (
    ("countries.tsv", "names", True),
    ("countries.tsv", "capitals", True),
    ("actors/given_names.tsv", "name", True),
    ("times/weekdays.tsv", "names", True),
    ("places/regions.tsv", "names", True),
    ("actors/persons.tsv", "names", False),
    ("places/places.tsv", "names", False),
    ("actors/organisations.tsv", "names", False),
    ("actors/armed_groups.tsv", "names", False),
    ("actors/media.tsv", "names", False),
)


def main() -> None:
    """Write the tables."""
    before = OUT.read_text(encoding="utf-8")
    OUT.write_text(
        "upos\tlemma\tplural\n", encoding="utf-8"
    )  # so that the lexicon is what is written by hand
    try:
        written = open_words()
    except BaseException:
        OUT.write_text(before, encoding="utf-8")
        raise
    OUT.write_text(written, encoding="utf-8")
    load_lexicon.cache_clear()
    uses = count_uses()
    rows = (f"{use}\t{'|'.join(uses[use])}\n" for use in sorted(uses))
    USES.write_text(USES_HEAD + "use\tforms\n" + "".join(rows), encoding="utf-8")
    print(f"{len(parse_table(OUT.name, written, OpenRow))} words, {sum(map(len, uses.values()))} with a use")


def open_words() -> str:
    """Gather the rows of the first table."""
    lexicon = load_lexicon()
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for upos, lemma, plurals in (*numerals(), *nisbas(lexicon), *simplemma_nouns(lexicon), *names(lexicon)):
        rows.setdefault((upos, lemma), plurals)
    lines = [f"{upos}\t{lemma}\t{'|'.join(plurals)}" for (upos, lemma), plurals in sorted(rows.items())]
    return OPEN_HEAD + "\n".join(["upos\tlemma\tplural", *lines, ""])


def count_uses() -> dict[int, list[str]]:
    """Give the folded imperfects and the nouns with their articles by their rounded Zipf frequency."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for row in load_table("riwaya.tokens", "verbs.tsv", VerbRow):
        forms[fold(row.imperfect)].update((dediac(row.imperfect), fold(row.imperfect)))
    for key, nominals in load_lexicon().nominals.items():
        for nominal in nominals:
            if nominal.upos != "PROPN":
                forms[ARTICLE + key].update((ARTICLE + nominal.spelling, ARTICLE + key))
    uses: defaultdict[int, list[str]] = defaultdict(list)
    for key, written in sorted(forms.items()):
        use = round(max(zipf_frequency(form, "ar") for form in written))
        if use > 1:
            uses[use].append(key)
    return uses


Entry = tuple[str, str, tuple[str, ...]]


def numerals() -> Iterator[Entry]:
    """Give number words: cardinals, and ordinals as adjectives."""
    for row in cells(MENTIONS / "numerals.tsv"):
        forms = row["forms"].split("|")
        if row["kind"] == "ordinal":
            yield "ADJ", forms[0], ()
        elif row["kind"] not in ("vague", "part"):
            for form in forms:
                yield "NUM", form, ()


def nisbas(lexicon: Lexicon) -> Iterator[Entry]:
    """Give the adjectives of states and armed groups: كوري, حوثي."""
    for file in (
        "countries.tsv",
        "actors/armed_groups.tsv",
        "actors/organisations.tsv",
        "actors/qualifiers.tsv",
    ):
        for row in cells(MENTIONS / file):
            for nisba in filter(None, row.get("nisba", "").split("|")):
                if fold(nisba) not in lexicon.nominals and " " not in nisba:
                    yield "ADJ", nisba, ()


def simplemma_nouns(lexicon: Lexicon) -> Iterator[Entry]:
    """Give the nouns and adjectives of the word list that the lexicon lacks, and plurals it lacks."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in DefaultDictionaryFactory().get_dictionary("ar").items():
        groups[text(lemma)].add(text(form))
    for lemma, forms in sorted(groups.items()):
        stems = {form for form in forms if ARTICLE + form in forms}
        if lemma not in stems or not is_arabic(lemma) or fold(lemma) in lexicon.functions:
            continue
        if not is_used(lemma):
            continue
        broken = (
            s for s in sorted(stems) if is_broken(s, lemma) and fold(s) not in lexicon.nominals and is_used(s)
        )
        # أقباط and its loose spelling اقباط are one; the right one comes first, for أ sorts before ا.
        plurals = list({fold(s): s for s in reversed(list(broken))}.values())[::-1]
        if fold(lemma) not in lexicon.nominals:
            yield ("ADJ" if is_adjective(lemma, stems) else "NOUN"), lemma, tuple(plurals)
        elif plurals:
            known = lexicon.nominals[fold(lemma)][0]
            if known.verb_form is None:
                yield known.upos, lemma, tuple(plurals)


def is_used(word: str) -> bool:
    """Tell whether wordfreq saw the word."""
    return float(zipf_frequency(word, "ar")) >= LEAST_FREQUENT


def text(word: str | bytes) -> str:
    """Give a word of the list as text."""
    return word.decode() if isinstance(word, bytes) else word


def is_adjective(lemma: str, stems: set[str]) -> bool:
    """Tell an adjective by its feminine and its look: ـي of a nisba, مـ of a participle, أـ of a colour."""
    return lemma + "ة" in stems and (lemma.endswith("ي") or lemma.startswith(("م", "أ")))


def is_broken(form: str, lemma: str) -> bool:
    """Tell whether no ending makes the form from the lemma."""
    key, base = fold(form), fold(lemma)
    bases = (base, base[:-1]) if base.endswith(("ه", "ي")) else (base,)
    regular = key.endswith(("ان", "ين", "ات", "ون")) or any(
        key == stem[: len(stem) - len(ending.replaces)] + ending.suffix
        for stem in bases
        for ending in NOMINAL
        if stem.endswith(ending.replaces)
    )
    return not regular and len(key) > 2


def names(lexicon: Lexicon) -> Iterator[Entry]:
    """Give the words that names are made of."""
    counts = {fold(form) for _, form, _ in numerals()}
    for file, column, always in NAMES:
        for row in cells(MENTIONS / file):
            if row.get("evidence", "any") != "any":
                continue
            for name in row[column].split("|"):
                words = re.findall(r"\w+", name)
                if always and len(words) == 1 and fold(name) not in lexicon.functions:
                    if words[0] == bare(words[0]) or not is_verb(bare(words[0]), lexicon):  # الخرج
                        yield from name_entry(words[0])
                    continue
                for word in words:
                    wordy = len(words) > 1 and file in WORDY and is_common(word)
                    if not (wordy or is_known(word, lexicon) or fold(word) in counts):
                        yield from name_entry(word)
    yield from cities(lexicon)


def cities(lexicon: Lexicon) -> Iterator[Entry]:
    """Give the towns of the gazetteer that have one word for a name."""
    gazetteer = load_gazetteer()
    for key in sorted(gazetteer.entries):
        entry = gazetteer.find(key)
        if not (entry and entry.level == 0 and key.isalpha() and is_used(key)):
            continue
        if gazetteer.place(entry.places[0]).population >= CITY and not is_known(key, lexicon):
            yield from name_entry(key)


def is_common(word: str) -> bool:
    """Tell whether grammar makes the word from one of the lexicon by hand that is neither verb nor name."""
    form = analyse(word)
    return any(
        trait.origin == "core" and reading.upos not in ("VERB", "PROPN")
        for reading, trait in zip(form.readings, form.traits, strict=True)
    )


def name_entry(word: str) -> Iterator[Entry]:
    """Give a word of a name, without its article."""
    if is_arabic(word) and len(bare(word)) > 1:
        yield "PROPN", bare(word), ()


def bare(word: str) -> str:
    """Take the article off a name."""
    return word[2:] if word.startswith(ARTICLE) and len(word) > 4 else word


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Tell whether the word is something else already. What is a verb is guessed to be a name as well."""
    key = fold(word)
    tables = (lexicon.nominals, lexicon.functions)
    return any(k in table for table in tables for k in (key, bare(key))) or is_verb(bare(key), lexicon)


def is_verb(word: str, lexicon: Lexicon) -> bool:
    """Tell whether the word is a verb in the perfect."""
    return any("P" in verb.slots and not verb.passive for verb in lexicon.verbs.get(fold(word), ()))


def cells(path: Path) -> Iterator[dict[str, str]]:
    """Read a table's rows by column."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=True))


if __name__ == "__main__":
    main()
