"""Operations on a socket whose client may vanish at any moment: that is no fault, and leaves no stack trace."""

from starlette.websockets import WebSocketDisconnected as ClosedBefore
from strawberry.http.exceptions import WebSocketDisconnected as ClosedNow
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler

from biaochi_gateway.execution.context import RequestContext


class SocketHandler(BaseGraphQLTransportWSHandler[RequestContext, None]):
    """Strawberry's handler, silent about an answer that nobody is there to take."""

    async def handle_task_exception(self, error: Exception) -> None:
        """Writes down what an operation ended with, unless it is that its client was reset."""
        if not isinstance(error, ClosedNow | ClosedBefore):
            await super().handle_task_exception(error)
