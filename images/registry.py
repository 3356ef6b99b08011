"""Asks a registry which digest a tag stands for; who may ask is in ~/.docker/config.json, as docker login leaves it."""

import hashlib

from oras.auth import AuthenticationException, get_auth_backend
from oras.container import Container
from oras.defaults import default_manifest_accepted_media_types
from requests import Response, Session

SECONDS = 30
"""How long one answer may take."""


class NoDigest(Exception):
    """The registry does not say which digest an image has; str() is a sentence that says why and what helps."""


def digest(image: str, *, plain: bool = False) -> str:
    """Return sha256:… of what the registry serves for `host/path:tag`; plain HTTP only where that is wanted.

    It is computed from the manifest, or the index where it is of several machines, and must be what the registry says.
    Raises NoDigest.
    """
    try:
        answer = _requested(image, plain=plain)
    except (OSError, ValueError, AuthenticationException) as trouble:
        raise NoDigest(f"The registry of {image} cannot be asked: {trouble}. Is it reachable from here?") from trouble
    if answer.status_code in (401, 403):
        raise NoDigest(f"The registry does not let us read {image}: docker login first, as somebody who may.")
    if answer.status_code != 200:
        raise NoDigest(f"The registry has no {image} (it answers {answer.status_code}): push it, or name another tag.")
    found = f"sha256:{hashlib.sha256(answer.content).hexdigest()}"
    said = answer.headers.get("Docker-Content-Digest", found)
    if said != found:
        raise NoDigest(f"What came for {image} is {found}, but the registry says {said}: something between changes it.")
    return found


def _requested(image: str, *, plain: bool) -> Response:
    container = Container(image)
    address = f"{'http' if plain else 'https'}://{container.manifest_url()}"
    headers = {"Accept": ", ".join(default_manifest_accepted_media_types)}
    with Session() as session:
        answer = session.get(address, headers=headers, timeout=SECONDS)
        if answer.status_code != 401:
            return answer
        # Small registries want the password itself, large ones a token that somebody else gives for it.
        scheme = answer.headers.get("Www-Authenticate", "").partition(" ")[0].lower()
        login = get_auth_backend("basic" if scheme == "basic" else "token", session, plain)
        login.load_configs(container)
        if scheme == "basic" and not hasattr(login, "_basic_auth"):
            return answer
        headers, _ = login.authenticate_request(answer, headers)
        return session.get(address, headers=headers, timeout=SECONDS)
