"""The catalogue of codes a client may be answered with: every refusal of every service, and the gateway's own."""

from biaochi_cli.documents.errors import DOCUMENTS, refusals

CODES = frozenset(rule.code for rule in refusals()) | frozenset(DOCUMENTS)
