"""Brings a service's database to the newest of its migrations; Alembic's one environment for all services."""
