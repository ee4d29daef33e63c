"""What is wrong with a server's certificate, and what to do about it; for people."""

import os
import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path

_EXPIRED, _NOT_YET, _REVOKED = 10, 9, 23
_OTHER_NAMES = {62, 64}
_UNKNOWN_ISSUER = {2, 18, 19, 20, 21, 27}
_FILE, _FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"
_OF_OTHERS = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")


def fault(error: ssl.SSLCertVerificationError) -> str:
    """ "its certificate has expired"."""
    code = getattr(error, "verify_code", 0)
    if code in _UNKNOWN_ISSUER:
        return f"the issuer of its certificate is unknown here; {_what_to_do(os.environ)}"
    if code in _OTHER_NAMES:
        return (
            "its certificate is for another name: write the name it is for in the configuration,"
            " or have it issued for this one"
        )
    words = {
        _EXPIRED: "its certificate has expired: have it renewed there, or see whether the clock of"
        " this machine is right",
        _NOT_YET: "its certificate is not valid yet: see whether the clock of this machine is"
        " right",
        _REVOKED: "its certificate was revoked: have another one issued",
    }
    if code in words:
        return words[code]
    return f"its certificate is not trusted ({getattr(error, 'verify_message', 'unknown reason')})"


def told(environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """What is wrong with what the environment says of certificates, a line for people each."""
    file = environment.get(_FILE)
    if file and (wrong := _unread(file)):
        yield f"{_FILE} names {file}, which {wrong}, so that its issuers are unknown here"


def _what_to_do(environment: Mapping[str, str]) -> str:
    file = environment.get(_FILE)
    if file and (wrong := _unread(file)):
        return f"{_FILE} names {file}, which {wrong}"
    if file:
        return f"add the issuer's own certificate to {file}, which {_FILE} names"
    others = [name for name in _OF_OTHERS if environment.get(name)]
    besides = f" ({', '.join(others)} is not read here)" if others else ""
    return f"name a PEM file with the certificates of all issuers you trust in {_FILE}{besides}"


def _unread(file: str) -> str | None:
    """Why its certificates cannot be used, in words."""
    try:
        text = Path(file).read_bytes()
    except OSError as error:
        return f"cannot be read ({(error.strerror or 'unknown reason').lower()})"
    return None if b"-----BEGIN " in text else "holds no certificate in PEM form"
