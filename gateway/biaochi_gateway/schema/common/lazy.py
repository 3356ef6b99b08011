"""The graph is cyclic: a subject has standings, a standing its subject. Which side names the other late, said once.

Everywhere else in the schema imports run down only; what stands here is looked up by name once the schema is whole.
"""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry.types.lazy_type import LazyType

if TYPE_CHECKING:
    from biaochi_gateway.schema.registry.organizations import Organization
    from biaochi_gateway.schema.results.rungs import RungSpell
    from biaochi_gateway.schema.results.standing import Standing

ORGANIZATION = LazyType[str, str]("Organization", "biaochi_gateway.schema.registry.organizations")
STANDING = LazyType[str, str]("Standing", "biaochi_gateway.schema.results.standing")
RUNG_SPELL = LazyType[str, str]("RungSpell", "biaochi_gateway.schema.results.rungs")

LazyOrganization = Annotated["Organization", strawberry.lazy("biaochi_gateway.schema.registry.organizations")]
LazyStanding = Annotated["Standing", strawberry.lazy("biaochi_gateway.schema.results.standing")]
LazyRungSpell = Annotated["RungSpell", strawberry.lazy("biaochi_gateway.schema.results.rungs")]
