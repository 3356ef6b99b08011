"""Operations on a socket, by graphql-transport-ws: what is no message of the protocol closes it with 4400 and a reason.

A client may vanish at any moment: that is no fault, and leaves no stack trace.
"""

from collections.abc import Mapping
from contextlib import aclosing
from datetime import timedelta
from typing import Any, cast

from biaochi_chassis.foundation.refusal import BadRequest
from graphql import GraphQLError
from starlette.websockets import WebSocketDisconnected as ClosedBefore
from strawberry.http.exceptions import WebSocketDisconnected as ClosedNow
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler, Operation
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    Message,
    SubscribeMessage,
)

from biaochi_gateway.execution.context import RequestContext
from biaochi_gateway.execution.errors import refusal
from biaochi_gateway.http.refusals import TooManyOperations
from biaochi_gateway.http.requests import as_requested

OPERATIONS = 100
"""Operations that one socket may have open."""

INITIALISED_WITHIN = timedelta(seconds=10)
BAD_REQUEST = 4400
LONGEST_REASON = 123
"""Bytes that a close frame has for its reason."""

WITH_PAYLOAD = ("connection_init", "ping", "pong", "subscribe")
WITH_ID = ("subscribe", "complete")


class SocketHandler(BaseGraphQLTransportWSHandler[RequestContext, None]):
    """Strawberry's handler, strict about messages and silent about an answer that nobody is there to take."""

    async def handle_message(self, message: Message) -> None:
        """Does what the message says; one that the protocol does not have closes the socket."""
        try:
            check(message)
        except BadRequest as refused:
            await self.handle_invalid_message(refused.sentence)
        else:
            await super().handle_message(message)

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        """Makes out who is there; what the headers of the socket say beside that must be readable."""
        try:
            self.context.check_headers()
        except BadRequest as refused:
            await self.handle_invalid_message(refused.sentence)
        else:
            await super().handle_connection_init({**message, "payload": message.get("payload") or {}})

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Begins an operation, unless as many as allowed are open."""
        if self.connection_acknowledged and len(self.operations) >= OPERATIONS and message["id"] not in self.operations:
            sentence, extensions = refusal(
                TooManyOperations(f"一个连接上至多同时有 {OPERATIONS} 个操作：请先结束一些，或另开连接。")
            )
            refused = GraphQLError(sentence, extensions=extensions)
            await self.send_message({"id": message["id"], "type": "error", "payload": [refused.formatted]})
            return
        await super().handle_subscribe(message)

    async def run_operation(self, operation: Operation[RequestContext, None]) -> None:
        """Sends the answers of one operation, and that it is complete. Whatever fails in it is one of its answers."""
        answers = await self.schema.stream(
            operation.query,
            variable_values=operation.variables,
            context_value=self.context,
            operation_name=operation.operation_name,
        )
        try:
            async with aclosing(cast(Any, answers)):
                await self._send_result_stream(operation, answers)
            await operation.send_operation_message({"id": operation.id, "type": "complete"})
        except (ClosedNow, ClosedBefore):
            self.operations.pop(operation.id, None)

    async def handle_invalid_message(self, error_message: str) -> None:
        """Closes the socket, with as much of the reason as a close frame holds."""
        reason = error_message.encode()[:LONGEST_REASON].decode(errors="ignore")
        await self.websocket.close(BAD_REQUEST, reason)

    @staticmethod
    def _get_pre_execution_close_reason(error: GraphQLError) -> None:
        """A document that cannot be executed is an error of its operation; the socket serves others, too."""


def check(message: object) -> None:
    """Whether this is a message as the protocol has them. Raises BadRequest."""
    if not isinstance(message, Mapping) or not isinstance(message.get("type"), str):
        raise BadRequest("消息须是 JSON 对象，并写明 type。")
    kind, payload = message["type"], message.get("payload")
    if kind in WITH_ID and not (isinstance(message.get("id"), str) and message["id"]):
        raise BadRequest(f"{kind} 须带 id，是非空的文字。")
    if kind in WITH_PAYLOAD and not isinstance(payload, dict | None):
        raise BadRequest(f"{kind} 的 payload 须是对象。")
    if kind == "subscribe" and (payload is None or as_requested(payload).query is None):
        raise BadRequest("subscribe 的 payload 须有 query。")
