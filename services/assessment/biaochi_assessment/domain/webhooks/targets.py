"""Where a webhook may lead: to public addresses by TLS, and into the networks that the operator has named."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.webhooks.refusals import WebhookTargetRefused

Network = IPv4Network | IPv6Network
LONGEST = 500
_PORTS = {"https": 443, "http": 80}
# They carry an IPv4 address inside, any one: 6to4, and both prefixes of NAT64.
_CARRIERS = tuple(map(ip_network, ("2002::/16", "64:ff9b::/96", "64:ff9b:1::/48")))


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart; `path` with its query, as a request names it."""

    host: str
    port: int
    path: str
    tls: bool

    @property
    def authority(self) -> str:
        """What the request's header `Host` says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS["https" if self.tls else "http"] else f"{host}:{self.port}"


def target_of(url: str, networks: Sequence[Network]) -> Target:
    """Take an address apart; one that names no name but an address is checked at once.

    Raises BadRequest, WebhookTargetRefused.
    """
    parts, port = _split(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.username is not None or parts.fragment or not host:
        sentence = f"“{shown(url)}”不能作推送地址：应形如 https://名称/路径，不带用户名、口令和 # 后的部分。"
        raise BadRequest(sentence, field="url")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target(host, port, path, parts.scheme == "https")
    if literal := _literal(host):
        check(target, [literal], networks)
    elif not target.tls and not networks:
        raise _readable(host)
    return target


def check(target: Target, addresses: Sequence[str], networks: Sequence[Network]) -> None:
    """Raise WebhookTargetRefused unless every address that the name stands for may be called."""
    for text in addresses:
        address = ip_address(text.partition("%")[0])
        address = getattr(address, "ipv4_mapped", None) or address
        if any(address in network for network in networks):
            continue
        if not _is_public(address):
            sentence = (
                f"{shown(target.host)} 的地址 {address} 在内部网络中，不向那里推送："
                "确需推送到内网的，请运行管理员在 BIAOCHI_WEBHOOK_NETWORKS 中写明该网段。"
            )
            raise WebhookTargetRefused(sentence, field="url")
        if not target.tls:
            raise _readable(target.host)


def networks_of(text: str) -> tuple[Network, ...]:
    """The networks that a setting names, with commas between. Raises ValueError."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def _split(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST
    if not plain or parts.scheme not in _PORTS or port == 0:
        sentence = f"“{shown(url)}”不是推送地址：应是 https:// 开头、至多 {LONGEST} 个字符的 ASCII 网址。"
        raise BadRequest(sentence, field="url")
    return parts, port or _PORTS[parts.scheme]


def _literal(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        return ""


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    carried = any(address in network for network in _CARRIERS)
    return address.is_global and not address.is_multicast and not carried


def _readable(host: str) -> WebhookTargetRefused:
    sentence = f"推送到 {shown(host)} 不加密，途中谁都能读：请改用 https。"
    return WebhookTargetRefused(sentence, field="url")
