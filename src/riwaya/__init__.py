"""Riwaya reads Arabic news reports (the public names are put here when every room stands)."""
