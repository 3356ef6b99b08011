"""The connection every query of the store takes. Other rooms hand it on under this name and never speak on it."""

from sqlalchemy.ext.asyncio import AsyncConnection

Connection = AsyncConnection
