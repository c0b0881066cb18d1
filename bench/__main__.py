"""Measure and print: ``python -m bench [--json] [--rounds N] [FILE_OR_FOLDER...]``."""

import argparse

import msgspec

from bench.measure import Figures, load_reports, measure


def main() -> None:
    """Run the measurement that the options ask for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--rounds", type=int, default=5, help="repeat and take the median (default: 5)")
    parser.add_argument("places", nargs="*", help="reports to read (default: examples and gold reports)")
    options = parser.parse_args()
    figures = measure(load_reports(options.places), options.rounds)
    print(msgspec.json.format(msgspec.json.encode(figures)).decode() if options.json else table(figures))


def table(figures: Figures) -> str:
    """Lay the figures out for a person."""
    cold, peer, tagger = figures.cold, figures.peer, figures.tagger
    rows = [
        ("words a second, each report once", f"{cold.words_per_second:,.0f}"),
        ("words a second, the same reports again", f"{figures.words_per_second:,.0f}"),
        *((f"  {stage.name}", f"{stage.share:.0%}") for stage in figures.stages),
        *(
            (f"  the room of {room} alone, words a second", f"{speed:,.0f}")
            for room, speed in room_speeds(figures)
        ),
        ("words and tags alone, each report once", f"{tagger.cold_words_per_second:,.0f}"),
        ("  the same reports again", f"{tagger.words_per_second:,.0f}"),
        ("  start-up, first report with it", f"{tagger.start_seconds * 1000:,.0f} ms"),
        ("  memory at its peak", f"{tagger.memory_mb:,.0f} MB"),
        ("words a second, Snowball's Arabic stemmer", f"{peer.words_per_second:,.0f}"),
        ("  the same behind a filled cache", f"{peer.cached_words_per_second:,.0f}"),
        ("import riwaya", f"{cold.import_seconds * 1000:,.0f} ms"),
        ("  the bare interpreter before it", f"{cold.python_seconds * 1000:,.0f} ms"),
        ("first reading, which loads the tables", f"{cold.first_seconds * 1000:,.0f} ms"),
        ("memory at its peak", f"{cold.memory_mb:,.0f} MB"),
    ]
    title = f"{figures.reports} reports, {figures.words:,} words, Python {figures.python}"
    return "\n".join([title, "", *(f"{name:<44}{value:>12}" for name, value in rows)])


def room_speeds(figures: Figures) -> list[tuple[str, float]]:
    """Give the words a second of each room of several stages, warm."""
    rooms = {
        stage.room: [s.seconds for s in figures.stages if s.room == stage.room] for stage in figures.stages
    }
    return [(room, figures.words / sum(seconds)) for room, seconds in rooms.items() if len(seconds) > 1]


if __name__ == "__main__":
    main()
