"""Certificates of an authority of our own, good and bad ones, and servers that show them."""

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import which

from tests.standins.proxy import HERE, join

_CONFIG = """\
[ca]
default_ca = here
[here]
database = {folder}/index
serial = {folder}/serial
new_certs_dir = {folder}
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
[ca_is]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server_is]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
_DAYS = {
    "good": ("20200101000000Z", "20990101000000Z"),
    "expired": ("20200101000000Z", "20210101000000Z"),
    "not yet": ("20980101000000Z", "20990101000000Z"),
}
NAMES = "IP:127.0.0.1,DNS:localhost,DNS:chat.example.org"


class Authority:
    """A certificate authority in a folder; `file` is its certificate."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index").touch()
        (folder / "serial").write_text("1000\n")
        self._config = folder / "ca.cnf"
        self._config.write_text(_CONFIG.format(folder=folder))
        self.file = folder / "ca.pem"
        self._key("ca")
        subject = ("-subj", "/CN=An authority of our own", "-extensions", "ca_is", "-days", "3650")
        self._run("req", "-x509", "-new", "-key", "ca.key", *subject, "-out", "ca.pem")

    def context(self, kind: str = "good", names: str = NAMES) -> ssl.SSLContext:
        """What a server needs to show a certificate for these names."""
        name = f"{kind}-{abs(hash(names))}".replace(" ", "-")
        self._key(name)
        asked = ("-subj", "/CN=chat", "-addext", f"subjectAltName={names}")
        self._run("req", "-new", "-key", f"{name}.key", *asked, "-out", f"{name}.csr")
        begin, end = _DAYS[kind]
        days = ("-startdate", begin, "-enddate", end, "-extensions", "server_is")
        signing = ("-keyfile", "ca.key", "-cert", "ca.pem", "-in", f"{name}.csr")
        self._run("ca", "-batch", "-notext", *signing, *days, "-out", f"{name}.pem")
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self._folder / f"{name}.pem", self._folder / f"{name}.key")
        return made

    def _key(self, name: str) -> None:
        curve = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")
        self._openssl("genpkey", *curve, "-out", f"{name}.key")

    def _run(self, command: str, *options: str) -> None:
        self._openssl(command, "-config", str(self._config), *options)

    def _openssl(self, *command: str) -> None:
        program = which("openssl")
        assert program, "the tests need the program openssl"
        subprocess.run([program, *command], cwd=self._folder, check=True, capture_output=True)


@asynccontextmanager
async def secured(port: int, context: ssl.SSLContext) -> AsyncIterator[int]:
    """The port at which a server of this machine is reached by TLS while the block lasts."""
    writers: set[asyncio.StreamWriter] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server = await asyncio.open_connection(HERE, port)
        writers.update((writer, server[1]))
        await join((reader, writer), server)

    server = await asyncio.start_server(serve, HERE, 0, ssl=context)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await asyncio.sleep(0)
