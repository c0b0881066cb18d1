"""Settings for all tests: hypothesis tries the same cases on every run, without a deadline."""

from hypothesis import settings

settings.register_profile("same-every-time", derandomize=True, deadline=None, database=None)
settings.load_profile("same-every-time")
