"""The services as an import sees them: its city's vocabulary, and batches of commands tried or written."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from biaochi.assessment.v1.service_connect import AssessmentServiceClient
from biaochi.assessment.v1.service_pb2 import ListWorkKindsRequest
from biaochi.common.v1.common_pb2 import WriteAnswer
from biaochi.org.v1.service_connect import OrgServiceClient
from biaochi.org.v1.service_pb2 import BatchGetOrganizationsRequest, Organization
from biaochi.scoring.v1.events_pb2 import Choice, WorkKind
from biaochi.scoring.v1.service_connect import ScoringServiceClient
from biaochi.scoring.v1.service_pb2 import BatchGetModelsRequest, ListCitiesRequest, ListPluginsRequest, Model
from biaochi_chassis.event.call import Call
from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import Refused
from biaochi_chassis.identity.tokens import subject_of
from biaochi_chassis.store.batch import Command
from google.protobuf.message import Message

from biaochi_cli.credentials import Credentials
from biaochi_cli.importing.destination import interrupted
from biaochi_cli.importing.form import Form
from biaochi_cli.importing.loading import Loading
from biaochi_cli.importing.rows import GoodRow
from biaochi_cli.importing.vocabulary import Indicator, Vocabulary
from biaochi_cli.rehearsing.aftermath import Aftermath, Ending
from biaochi_cli.rehearsing.rehearsal import Rehearsal

Answer = TypeVar("Answer")

BATCH = 1000
PATIENCE = 60
PAUSE_SECONDS = 0.5
# The last state of every organization that ever was, whatever is dated ahead.
LAST_DAY = "9999-12-31"


class UnknownCity(Refused):
    """No installed plugin brings this city."""

    code = "UNKNOWN_CITY"


@dataclass
class Office:
    """Commands of one city on their way to the services, each call knowing what the ones before it wrote."""

    city: str
    org: OrgServiceClient
    assessment: AssessmentServiceClient
    scoring: ScoringServiceClient
    credentials: Credentials
    call: Call = field(default_factory=lambda: Call.internal("command"))
    models: Sequence[Model] = ()
    loading: Loading | None = None

    async def vocabulary(self) -> Vocabulary:
        """The words of the city's models. Refuses a city that no installed plugin brings."""
        plugins = await self.scoring.list_plugins(ListPluginsRequest(), headers=await self.headers())
        self.call = self.call.after(Positions.parse(plugins.position))
        cities = (await self.scoring.list_cities(ListCitiesRequest(), headers=await self.headers())).cities
        city = next((city for city in cities if city.slug == self.city), None)
        if city is None:
            known = "、".join(city.slug for city in cities) or "（无）"
            raise UnknownCity(f"没有安装城市“{self.city}”的插件：已安装的有 {known}。")
        request = BatchGetModelsRequest(city=self.city, codes=[model.code for model in city.models])
        self.models = (await self.scoring.batch_get_models(request, headers=await self.headers())).models
        kinds = await self.assessment.list_work_kinds(
            ListWorkKindsRequest(city=self.city), headers=await self.headers()
        )
        return replace(vocabulary_of(self.models), work=tuple(WorkKind.FromString(one) for one in kinds.kinds))

    async def kinds(self, codes: Collection[str]) -> Mapping[str, str]:
        """Of which kind the registered organizations of these codes are."""
        return {one.code: one.kind for one in await self._organizations(sorted(codes))}

    async def rehearsal(self, commands: Sequence[Command]) -> Rehearsal:
        """What the services would say of these commands after one another, from what they know now."""
        token = await self.credentials.token()
        call = self.call.by(subject_of(token), frozenset({"*"}), token)
        self.loading = Loading(self.city, self.org, self.assessment, call)
        return await self.loading.rehearsal(commands)

    async def looked_again(self) -> Rehearsal | None:
        """The same rehearsal from the start, knowing what the last one took for free and is taken; None if none is."""
        return await self.loading.looked_again() if self.loading else None

    async def left_behind(self, command: Command) -> list[str]:
        """What somebody is to mend after an organization ended, as sentences; empty for any other command."""
        if not isinstance(command, Ending):
            return []
        return await Aftermath(self.city, self.org, self.assessment, await self.headers()).of(command)

    async def _organizations(self, codes: Sequence[str]) -> list[Organization]:
        found: list[Organization] = []
        for start in range(0, len(codes), BATCH):
            some = codes[start : start + BATCH]
            request = BatchGetOrganizationsRequest(city=self.city, codes=some, as_of=LAST_DAY, last_known=True)
            answer = await self.org.batch_get_organizations(request, headers=await self.headers())
            found += answer.organizations
        return found

    async def settled(self) -> None:
        """Wait until scoring has read and recomputed everything sent so far."""
        headers = await self.headers()
        await self._patiently(lambda: self.scoring.list_cities(ListCitiesRequest(), headers=headers))

    async def send(self, form: Form, rows: Sequence[GoodRow]) -> WriteAnswer:
        """Write one batch; waits for a service that is not ready yet, raises any other refusal."""
        deeds = [dict(row.fields) for row in rows]
        write = form.write
        method = getattr(getattr(self, write.service), write.method)
        return await self.write(method, write.request(city=self.city, deeds=deeds))

    async def write(self, method: Callable[..., Awaitable[WriteAnswer]], request: Message) -> WriteAnswer:
        """Send commands by a method of a service, as `send` does; what comes after sees what they led to."""
        headers = await self.headers()
        answer = await self._patiently(lambda: method(request, headers=headers))
        self.call = self.call.after(Positions.parse(answer.position))
        return answer

    async def headers(self) -> dict[str, str]:
        """The call as the command signs it now: an import may last longer than one token."""
        return replace(self.call, token=await self.credentials.token()).headers()

    async def _patiently(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        """Ask again while the refusal says that it may succeed a little later."""
        for _ in range(PATIENCE):
            try:
                return await call()
            except Refused as refused:
                if not refused.retryable or interrupted():
                    raise
                await asyncio.sleep(PAUSE_SECONDS)
        return await call()


def vocabulary_of(models: Iterable[Model]) -> Vocabulary:
    """The words of these models."""
    accepts = ((model, node.accept) for model in models for node in model.nodes if node.HasField("accept"))
    indicators = (
        Indicator(
            accept.kind,
            accept.title,
            accept.indicator,
            model.subject_kind,
            *(_titled(choices) for choices in (accept.choices, accept.levels, accept.panels)),
        )
        for model, accept in accepts
    )
    return Vocabulary(tuple(indicators))


def _titled(choices: Iterable[Choice]) -> Mapping[str, str]:
    return {choice.title: choice.key for choice in choices}
