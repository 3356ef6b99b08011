"""A small RPC service with two methods, as the generator would write it: it answers with the word it is asked for."""

from collections.abc import AsyncGenerator, Awaitable, Iterable
from typing import Any, Protocol

from biaochi.common.v1.common_pb2 import Written
from connectrpc.client import ConnectClient
from connectrpc.compat import google_protobuf_binary_codec, google_protobuf_codecs
from connectrpc.compression import Compression
from connectrpc.interceptor import Interceptor
from connectrpc.method import IdempotencyLevel, MethodInfo, StreamType
from connectrpc.request import RequestContext
from connectrpc.server import ConnectASGIApplication, Endpoint
from pyqwest import Client as HttpClient

Context = RequestContext[Written, Written]


def _method(name: str, level: IdempotencyLevel) -> MethodInfo[Written, Written]:
    return MethodInfo(
        name=name,
        service_name="biaochi.tests.v1.Words",
        input=Written,
        output=Written,
        idempotency_level=level,
        stream_type=StreamType.UNARY,
    )


READ = _method("Read", IdempotencyLevel.NO_SIDE_EFFECTS)
WRITE = _method("Write", IdempotencyLevel.UNKNOWN)


class Words(Protocol):
    def read(self, request: Written, ctx: Context, /) -> Awaitable[Written]: ...
    def write(self, request: Written, ctx: Context, /) -> Awaitable[Written]: ...


class WordsASGIApplication(ConnectASGIApplication[Words]):
    def __init__(
        self,
        service: Words | AsyncGenerator[Words],
        *,
        interceptors: Iterable[Interceptor] = (),
        read_max_bytes: int | None = None,
        compressions: Iterable[Any] | None = None,
    ) -> None:
        super().__init__(
            service=service,
            endpoints=lambda words: {
                "/biaochi.tests.v1.Words/Read": Endpoint.unary(READ, words.read),
                "/biaochi.tests.v1.Words/Write": Endpoint.unary(WRITE, words.write),
            },
            interceptors=interceptors,
            read_max_bytes=read_max_bytes,
            compressions=compressions,
            codecs=google_protobuf_codecs(),
        )

    @property
    def path(self) -> str:
        return "/biaochi.tests.v1.Words"


class WordsClient(ConnectClient):
    def __init__(
        self,
        address: str,
        *,
        accept_compression: Iterable[Any] | None = None,
        send_compression: Compression | None = None,
        timeout_ms: int | None = None,
        interceptors: Iterable[Interceptor] = (),
        http_client: HttpClient | None = None,
    ) -> None:
        super().__init__(
            address,
            codec=google_protobuf_binary_codec(),
            accept_compression=accept_compression,
            send_compression=send_compression,
            timeout_ms=timeout_ms,
            interceptors=interceptors,
            http_client=http_client,
        )

    async def read(self, word: str, headers: dict[str, str]) -> Written:
        return await self.execute_unary(request=Written(code=word), method=READ, headers=headers)

    async def write(self, word: str, headers: dict[str, str]) -> Written:
        return await self.execute_unary(request=Written(code=word), method=WRITE, headers=headers)
