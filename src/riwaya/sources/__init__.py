"""Where reports come from: files, folders, standard input and web pages.

``fetching`` alone asks anything of the network; who wants it imports it by name.
"""

from riwaya.sources.files import Fetch, list_files, read_address, read_sources, read_upload

__all__ = ["Fetch", "list_files", "read_address", "read_sources", "read_upload"]
