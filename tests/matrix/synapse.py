"""A real Synapse on loopback: its own process, its own folder, gone afterwards."""

import contextlib
import hashlib
import hmac
import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.patience import PATIENCE
from tests.sharing import WORKER, need_a_server

Json = dict[str, Any]

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-synapse" / "bin" / "python"
NAME = "matrix.test"
_SECRET = "only-on-loopback"
_FAST = {"per_second": 10_000, "burst_count": 10_000}

LARGEST_UPLOAD = 2**20  # bytes


class Synapse:
    """One homeserver; `limits` keeps the rate limits that Synapse has by default, and `more` stands
    in its configuration besides."""

    def __init__(self, folder: Path, *, limits: bool = False, more: Json | None = None) -> None:
        if not PYTHON.exists():
            raise RuntimeError(f"no Synapse in {PYTHON.parent.parent}: run `make synapse`")
        need_a_server()
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._config = folder / "homeserver.yaml"
        self._write_config(more or {}, limits=limits)

    @classmethod
    def joined(cls, how: str) -> "Synapse":
        """The server that another process started, as it says `how_to_join`."""
        server = cls.__new__(cls)
        port, folder = how.split(" ", 1)
        server.url, server.folder, server._process = f"http://127.0.0.1:{port}", Path(folder), None
        return server

    @property
    def how_to_join(self) -> str:
        """What another process needs to know of it."""
        return f"{self.port} {self.folder}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        with (self.folder / "synapse.log").open("ab") as out:
            self._process = subprocess.Popen(
                [str(PYTHON), "-m", "synapse.app.homeserver", "-c", str(self._config)],
                stdout=out,
                stderr=out,
                cwd=self.folder,
            )
        deadline = time.monotonic() + 2 * PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.folder / "synapse.log").read_text()[-4000:])
            time.sleep(0.05)

    def stop(self) -> None:
        """End the process; its database stays for the next start."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def register(self, name: str, password: str) -> str:
        """A new account; its user id. Other processes may choose the same name."""
        name = f"{name}{WORKER}"
        nonce = self.request("GET", "/_synapse/admin/v1/register")["nonce"]
        parts = (nonce, name, password, "notadmin")
        digest = hmac.new(_SECRET.encode(), "\0".join(parts).encode(), hashlib.sha1)
        account = {
            "nonce": nonce,
            "username": name,
            "password": password,
            "admin": False,
            "mac": digest.hexdigest(),
        }
        return str(self.request("POST", "/_synapse/admin/v1/register", account)["user_id"])

    def request(self, method: str, path: str, body: Json | None = None, token: str = "") -> Json:
        """One request and its answer."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        request = urllib.request.Request(self.url + path, data, headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                content: Json = json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise RuntimeError(f"{method} {path}: {error.code} {error.read()!r}") from None
        return content

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            self.request("GET", "/_matrix/client/versions")
            return True
        return False

    def _write_config(self, more: Json, *, limits: bool) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        config: Json = {
            "server_name": NAME,
            "pid_file": str(self.folder / "synapse.pid"),
            "signing_key_path": str(self.folder / "signing.key"),
            "media_store_path": str(self.folder / "media"),
            "max_upload_size": LARGEST_UPLOAD,
            "database": {
                "name": "sqlite3",
                "args": {"database": str(self.folder / "synapse.db")},
            },
            "listeners": [
                {
                    "type": "http",
                    "port": self.port,
                    "bind_addresses": ["127.0.0.1"],
                    "resources": [{"names": ["client", "keys"]}],
                }
            ],
            "registration_shared_secret": _SECRET,
            "macaroon_secret_key": _SECRET,
            "form_secret": _SECRET,
            "bcrypt_rounds": 4,
            "report_stats": False,
            "trusted_key_servers": [],
            "federation_domain_whitelist": [],
            "suppress_key_server_warning": True,
            "log_config": str(self.folder / "log.yaml"),
        } | _WITHOUT
        if not limits:
            config |= _no_limits()
        self._config.write_text(json.dumps(config | more))  # JSON is valid YAML
        (self.folder / "log.yaml").write_text(json.dumps(_LOG))
        (self.folder / "signing.key").write_text(_SIGNING_KEY)


_SIGNING_KEY = "ed25519 a_test Zm9yLXRlc3RzLW9uLWxvb3BiYWNrLW9ubHktMTIzNDU\n"


# What nobody asks for here, and each event is carried to all the same.
_WITHOUT: Json = {
    "presence": {"enabled": False},
    "enable_search": False,
    "stats": {"enabled": False},
    "update_user_directory_from_worker": "nobody",
    "federation_sender_instances": ["nobody"],
}
_LOG: Json = {
    "version": 1,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"level": "WARNING", "handlers": ["stderr"]},
}


def _no_limits() -> Json:
    two = {"local": _FAST, "remote": _FAST}
    return {
        "rc_message": _FAST,
        "rc_registration": _FAST,
        "rc_joins": two,
        "rc_joins_per_room": _FAST,
        "rc_room_creation": _FAST,
        "rc_login": {"address": _FAST, "account": _FAST, "failed_attempts": _FAST},
        "rc_invites": {"per_room": _FAST, "per_user": _FAST, "per_issuer": _FAST},
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
