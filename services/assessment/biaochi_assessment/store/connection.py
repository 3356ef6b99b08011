"""What the other rooms need to hand a connection on, without speaking SQL."""

from sqlalchemy import Connection

__all__ = ["Connection"]
