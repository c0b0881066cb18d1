"""The meanings that rules of times name: each turns what a pattern has matched into days and their bounds."""

from collections.abc import Mapping
from types import MappingProxyType

from riwaya.mentions.times.counted import COUNTED
from riwaya.mentions.times.dates import DATES, Meaning
from riwaya.mentions.times.joining import JOINING
from riwaya.mentions.times.relative import RELATIVE

MEANINGS: Mapping[str, Meaning] = MappingProxyType({**DATES, **RELATIVE, **COUNTED, **JOINING})
