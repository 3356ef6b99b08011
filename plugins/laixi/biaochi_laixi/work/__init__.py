"""Laixi's kinds of work: what an office does in a year, from which the facts of the models follow."""

from biaochi_sdk import Kind

from biaochi_laixi.work import (
    contact,
    contests,
    documents,
    honours,
    lists,
    pace,
    people,
    problems,
    running,
    service,
    setting_up,
)

KINDS: tuple[Kind, ...] = (
    *documents.KINDS,
    *contact.KINDS,
    *problems.KINDS,
    *pace.KINDS,
    *running.KINDS,
    *service.KINDS,
    *people.KINDS,
    *contests.KINDS,
    *lists.KINDS,
    *honours.KINDS,
    *setting_up.KINDS,
)
