"""Every error Riwaya raises on purpose.

RiwayaError
├── InputError      a file, line or report from outside cannot be read
├── DateError       a date given by the user is none
├── StoreError      a store cannot be opened, written or trusted (place and fault)
│   ├── MissingError    it has no such report or case
│   ├── UnreadError     it has no reading of a report yet
│   └── ReviewError     a decision fits no record of the reading it is about
├── SearchError     a search cannot be understood (field and value)
└── ResourceError   a table shipped with Riwaya has a fault (file, line and value)
"""


class Fault(str):
    """What is wrong, in English; its template and values let it be said in another language.

    ``Fault("there is no report %(name)r", name=name)``. Templates are strings of the workbench's catalogue.
    """

    __slots__ = ("template", "values")

    def __new__(cls, template: str, /, **values: object) -> "Fault":
        """Fill in a template, as ``%`` does."""
        fault = super().__new__(cls, template % values)
        fault.template = template
        fault.values = values
        return fault

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:  # as copy and pickle make it anew
        return (self.template,), self.values

    template: str
    values: dict[str, object]


class RiwayaError(Exception):
    """Root of all errors of this package; catch it to catch them all."""


class InputError(RiwayaError):
    """Something from outside cannot be read; names the place and the fault."""

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(f"{place}: {fault}")
        self.place = place
        self.fault = fault


class DateError(RiwayaError):
    """A date given by the user is none; the fault shows the value."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class StoreError(RiwayaError):
    """A store cannot be opened, written or trusted; names the store and the fault."""

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(f"{where}: {fault}")
        self.where = where
        self.fault = fault


class MissingError(StoreError):
    """A store has no report or case of that id; names the store and the id."""


class UnreadError(StoreError):
    """A report was not read yet; names the store and the id."""


class ReviewError(StoreError):
    """A decision fits no record of the reading it is about; names the report and the fault."""


class SearchError(RiwayaError):
    """A search cannot be understood; names the field of the filter and the value."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")
        self.field = field
        self.fault = fault


class ResourceError(RiwayaError):
    """A table shipped with Riwaya is at fault; names file, line and value."""
