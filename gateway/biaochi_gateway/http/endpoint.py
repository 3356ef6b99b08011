"""What answers a path other than /graphql: for somebody who is known, with refusals as the graph has them."""

import errno
import logging
import time
from collections.abc import Awaitable, Callable

from biaochi.assessment.v1.service_pb2 import AuditFileAccessRequest
from biaochi_chassis.event.call import AUTHORIZATION, POSITION
from biaochi_chassis.foundation.refusal import Refused, StorageFull
from obstore.exceptions import BaseError
from starlette.requests import Request
from starlette.responses import Response

from biaochi_gateway.execution.context import RequestContext, SharedState
from biaochi_gateway.files.refusals import StoreUnavailable
from biaochi_gateway.http.connected import ClientLeft
from biaochi_gateway.http.refused import refused_response
from biaochi_gateway.http.view import LEFT, context_of, within_quotas

logger = logging.getLogger(__name__)

Handler = Callable[[Request, RequestContext], Awaitable[Response]]


def endpoint(shared: SharedState, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """The handler, called for whom the token names; what it refuses is answered as an error with a code."""

    async def respond(request: Request) -> Response:
        begun = time.perf_counter()
        context = context_of(shared, request)
        try:
            await context.authenticate(request.headers.get(AUTHORIZATION, ""))
            context.call()
            response = await handler(request, context)
        except Refused as refused:
            return within_quotas(refused_response(request.headers, refused, begun), context)
        except (BaseError, OSError) as trouble:
            return within_quotas(refused_response(request.headers, _of_the_store(trouble), begun), context)
        except ClientLeft:
            return Response(status_code=LEFT)
        response.headers[POSITION] = context.position()
        return within_quotas(response, context)

    return respond


async def audited(context: RequestContext, city: str, file: str) -> None:
    """Have written who is given this file, or gives it. Raises Refused where it cannot be, or they may not."""
    operation = context.operation()
    request = AuditFileAccessRequest(city=city, files=[file])
    await operation.calls.invoke(operation.services.assessment.audit_file_access, request)


def _of_the_store(trouble: Exception) -> Refused:
    """What is said of a store that does not do what it should. What else is wrong with a file is a fault of ours."""
    if isinstance(trouble, OSError) and trouble.errno != errno.ENOSPC:
        raise trouble
    if isinstance(trouble, OSError):
        return StorageFull("这台机器的磁盘满了，文件没有存下：请腾出空间后再试。")
    logger.warning("the store of files does not answer: %s", type(trouble).__name__)
    return StoreUnavailable("存放文件的服务没有应答：请稍后再试。")
