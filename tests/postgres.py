"""A real PostgreSQL on loopback: its own processes, its own folder, gone afterwards.

`python -m tests.postgres` says where its programs are, or ends with 1 where there are none.
"""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import asyncpg

from tests.patience import PATIENCE
from tests.sharing import need_a_server

ROOT = Path(__file__).parents[1]
_USER = "standup"
_UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
_SETTINGS = {
    "fsync": "off",  # the machine does not fail here, only the server does
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "32MB",
    "listen_addresses": "'127.0.0.1'",
    "log_min_messages": "warning",
    "plan_cache_mode": "force_generic_plan",  # connections are short: plan once what is asked
}


def programs() -> Path | None:
    """The folder of PostgreSQL's programs: this machine's, or the one `make postgres` installed."""
    return next((folder for folder in _folders() if (folder / "initdb").is_file()), None)


def _folders() -> Iterator[Path]:
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    if found := shutil.which("pg_config"):
        said = subprocess.run([found, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(said.stdout.strip())
    for pattern in (
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/opt/homebrew/opt/postgresql*/bin",
    ):
        yield from sorted(Path("/").glob(pattern[1:]), reverse=True)
    yield from (ROOT / ".venv-postgres").glob("lib/python*/site-packages/*/pginstall/bin")


class Postgres:
    """One server; each test has a schema of its own in its database. Settings may differ."""

    database = "postgres"

    def __init__(self, **settings: str) -> None:
        need_a_server()
        found = programs()
        if found is None:
            raise RuntimeError(
                "no PostgreSQL: run `make postgres`, or install your system's package"
                " (Debian: apt install postgresql)"
            )
        self.folder = Path(tempfile.mkdtemp(prefix="standup-postgres-"))
        self.port = _free_port()
        self._programs = self._reachable(found)
        self._process: subprocess.Popen[bytes] | None = None
        self._make(settings)

    @classmethod
    def joined(cls, how: str) -> "Postgres":
        """The server that another process started, as it says `how_to_join`."""
        server = cls.__new__(cls)
        server.port, server.folder = int(how.split(" ", maxsplit=1)[0]), Path(how.split(" ", 1)[1])
        server._programs, server._process = server.folder, None
        return server

    @property
    def how_to_join(self) -> str:
        """What another process needs to know of it."""
        return f"{self.port} {self.folder}"

    def url(self, schema: str, port: int | None = None) -> str:
        """Where a schema of this server is."""
        place = f"127.0.0.1:{port or self.port}/{self.database}"
        return f"postgresql://{_USER}@{place}?schema={schema}"

    def nearby(self, schema: str) -> str:
        """The same through a file instead of the network, which takes half the time."""
        query = f"host={self.folder}&port={self.port}&schema={schema}"
        return f"postgresql://{_USER}@/{self.database}?{query}"

    async def make_database(self, name: str) -> None:
        """Let this be about a database of its own, which nobody else looks into."""
        session = await asyncpg.connect(f"postgresql://{_USER}@127.0.0.1:{self.port}/postgres")
        await session.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        await session.close()
        self.database = name

    def start(self) -> None:
        """Start, and wait until it takes connections."""
        with (self.folder / "log").open("ab") as out:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self.folder / "data")],
                stdout=out,
                stderr=out,
                user=_user(),
                cwd=self.folder,
            )
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder / "log").read_text()[-4000:])
            time.sleep(0.02)

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        """End the server: SIGINT lets go of everybody, SIGQUIT is as a crash."""
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(30)
            self._process = None

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """While the block runs the server answers nothing, and ends no connection either."""
        assert self._process is not None
        found = [self._process.pid, *_children(self._process.pid)]
        try:
            for pid in found:
                os.kill(pid, signal.SIGSTOP)
            yield
        finally:
            for pid in found:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def remove(self) -> None:
        """Stop it and remove its folder."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder)

    def _is_ready(self) -> bool:
        status = self.folder / "data" / "postmaster.pid"
        try:
            return status.read_text().splitlines()[7].strip() == "ready"
        except (OSError, IndexError):
            return False

    def _make(self, settings: dict[str, str]) -> None:
        if user := _user():
            shutil.chown(self.folder, user)
        data = str(self.folder / "data")
        initdb = [str(self._programs / "initdb"), "-D", data, "-U", _USER, "-E", "UTF8"]
        subprocess.run(
            [*initdb, "--locale", "C.UTF-8", "--no-sync", "--auth", "trust"],
            user=_user(),
            cwd=self.folder,
            check=True,
            capture_output=True,
        )
        own = {"port": str(self.port), "unix_socket_directories": f"'{self.folder}'"}
        lines = [f"{name} = {value}\n" for name, value in (_SETTINGS | own | settings).items()]
        with (self.folder / "data" / "postgresql.conf").open("a") as file:
            file.writelines(lines)

    def _reachable(self, found: Path) -> Path:
        """The programs, copied to where an unprivileged user may run them, should they not be."""
        try:
            subprocess.run(
                [str(found / "postgres"), "--version"],
                user=_user(),
                check=True,
                capture_output=True,
                cwd="/",
            )
        except PermissionError:
            shutil.copytree(found.parent, self.folder / "programs")
            self.folder.chmod(0o755)
            return self.folder / "programs" / found.name
        return found


def _children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)  # noqa: S607
    pairs = (map(int, line.split()) for line in listed.stdout.splitlines())
    return [pid for pid, ppid in pairs if ppid == parent]


def schema_of(folder: Path) -> str:
    """A schema's name, always the same for the same folder."""
    return "t" + hashlib.sha256(str(folder).encode()).hexdigest()[:20]


def _user() -> str | None:
    return _UNPRIVILEGED if os.getuid() == 0 else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.stdout.write(f"{programs() or 'no PostgreSQL is here'}\n")
    sys.exit(programs() is None)
