"""What the other rooms need to hand a connection on and to know that the store is away, without speaking SQL."""

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

__all__ = ["AsyncConnection", "StoreTrouble"]

StoreTrouble = SQLAlchemyError
