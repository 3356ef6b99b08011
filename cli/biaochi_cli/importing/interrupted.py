"""Whether somebody interrupts what is under way."""

import asyncio


def interrupted() -> bool:
    """Whether this task was asked to end: a call that was cut off for it comes back as a refusal of the service."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
