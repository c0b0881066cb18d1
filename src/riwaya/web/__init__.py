"""The workbench: pages to read, check and compare in, and their HTTP API, on this machine alone.

``app`` puts it together, ``guard`` keeps strangers out, ``access`` knows who is in, ``pages`` writes HTML,
``words`` has both languages. A page is one module in ``views`` and its templates.
"""

from riwaya.web.bench import Bench, open_bench
from riwaya.web.pages import is_built

__all__ = ["Bench", "is_built", "open_bench"]
