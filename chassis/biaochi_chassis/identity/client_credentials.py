"""A token for a program, asked for at the issuer with the program's own name and secret, kept until its end is near."""

import base64
import json
import time
from pathlib import Path
from urllib.parse import quote

from pyqwest import Client, HTTPTransport

from biaochi_chassis.foundation.refusal import ServiceUnavailable, Unauthenticated
from biaochi_chassis.identity.issuer import PATIENCE, endpoint

RENEWED = 30.0
"""Seconds before its end at which a token is asked for anew."""


class ClientCredentials:
    """The account of one program at an issuer."""

    def __init__(self, issuer: str, client: str, secret: Path) -> None:
        """The secret is read from its file whenever it is needed, so that it may be changed."""
        self._issuer, self._client, self._secret = issuer, client, secret
        self._token, self._ends = "", 0.0

    async def token(self) -> str:
        """A token that holds a while yet. Raises ServiceUnavailable, Unauthenticated."""
        if time.time() > self._ends - RENEWED:
            await self._renew()
        return self._token

    async def _renew(self) -> None:
        try:
            address = await endpoint(self._issuer, "token_endpoint")
            pair = f"{quote(self._client)}:{quote(self._secret.read_text().strip())}"
            headers = {
                "authorization": f"Basic {base64.b64encode(pair.encode()).decode()}",
                "content-type": "application/x-www-form-urlencoded",
            }
            async with HTTPTransport(
                tls_include_system_certs=True, follow_redirects=False, timeout=PATIENCE
            ) as transport:
                answer = await Client(transport).post(address, headers, b"grant_type=client_credentials")
        except (OSError, ValueError, KeyError, TypeError) as trouble:
            raise ServiceUnavailable("登录服务没有回答，命令取不到令牌：请稍后重试。") from trouble
        if answer.status != 200:
            raise Unauthenticated(
                f"登录服务不认 {self._client} 的密钥（{answer.status}）：请核对 BIAOCHI_CLIENT_SECRET_FILE。"
            )
        granted = json.loads(answer.content)
        self._token, self._ends = str(granted["access_token"]), time.time() + float(granted.get("expires_in", 60))
