"""Agreement: how two readers of the same reports agree, field by field and report by report."""

from litestar import Response, get
from litestar.exceptions import ClientException
from litestar.params import FromQuery

from riwaya.errors import Fault
from riwaya.evaluation import ROWS
from riwaya.web.agreement import MACHINE, REVIEWED, Agreement, compare, list_readers
from riwaya.web.bench import Bench, Given
from riwaya.web.pages import Visit


@get("/agreement", sync_to_thread=True, include_in_schema=False)
def show_agreement(
    request: Visit, bench: Given, one: FromQuery[str] = REVIEWED, other: FromQuery[str] = MACHINE
) -> Response[str]:
    """Show how two readers agree."""
    readers = _check(bench, one, other)
    return bench.pages.show(
        request, "agreement.html", readers=readers, one=one, other=other, rows=ROWS,
        found=compare(bench.store, one, other),
    )  # fmt: skip


@get("/api/agreement", sync_to_thread=True)
def give_agreement(
    bench: Given, one: FromQuery[str] = REVIEWED, other: FromQuery[str] = MACHINE
) -> Agreement | None:
    """Give how two readers agree; nothing where no report was decided on by both."""
    _check(bench, one, other)
    return compare(bench.store, one, other)


def _check(bench: Bench, *wanted: str) -> tuple[str, ...]:
    readers = list_readers(bench.store)
    for one in wanted:
        if one not in readers:
            raise ClientException(
                detail=Fault(
                    "%(who)r has decided on nothing; there are %(known)s.", who=one, known=", ".join(readers)
                )
            )
    return readers


ROUTES = (show_agreement, give_agreement)
