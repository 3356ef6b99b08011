"""What the other rooms need to hand a connection on and to know that the store is away, without speaking SQL."""

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

__all__ = ["Connection", "StoreTrouble"]

StoreTrouble = SQLAlchemyError
