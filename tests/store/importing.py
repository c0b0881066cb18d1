"""A program that imports reports and tells of each when it is stored, to be killed: WHERE COUNT."""

import sys

from riwaya.store import Store
from tests.store.texts import arrivals


def main(where: str, count: int) -> None:
    with Store.open(where) as store:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for added in store.add(arrivals(count)):
            sys.stdout.write(f"{added.name}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
