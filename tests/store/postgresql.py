"""A PostgreSQL server for the tests: on loopback, of no other use, gone when they end."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

# The machine may stop, not only a program: what is safe then is PostgreSQL's affair and not tested here.
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def find_programs() -> Path | None:
    """Find the folder of initdb and pg_ctl, the newest version's."""
    if found := shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")
    return max((path.parent for path in folders), key=lambda path: int(path.parent.name), default=None)


@contextlib.contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """Give the address of a new server's first database."""
    folder = Path(tempfile.mkdtemp(prefix="riwaya-pg-"))
    before: list[str] = []
    if os.geteuid() == 0:  # it refuses to run as root
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        before = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *options: str) -> None:
        command = [*before, str(programs / program), "-D", str(folder / "data"), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    listen = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= {_FAST}"
    try:
        run("initdb", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "riwaya", "--no-sync")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", listen, "start")
        try:
            yield f"postgresql://riwaya@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
