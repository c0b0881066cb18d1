"""Where reports come from: files, folders and standard input."""

from riwaya.sources.files import list_files, read_sources, read_upload

__all__ = ["list_files", "read_sources", "read_upload"]
