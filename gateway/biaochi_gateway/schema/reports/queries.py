"""How reports are queried from scoring, and what several reports share."""

from typing import Annotated

import strawberry
from biaochi.scoring.v1 import service_pb2 as pb
from biaochi_chassis.foundation.pages import Page

from biaochi_gateway.execution.context import Info
from biaochi_gateway.execution.loaders import ReportRequest
from biaochi_gateway.schema.registry.organizations import Organization
from biaochi_gateway.schema.registry.subjects import Subject


@strawberry.input(description="一份名次表。")
class ListInput:
    """One list of standings."""

    cycle: str = strawberry.field(description="周期的代码，例如 2020。")
    index: str = strawberry.field(description="公布的总分的键。")
    period: str | None = strawberry.field(default=None, description="哪一期，例如 2020-Q3；不给则为整个周期。")


Listed = Annotated[ListInput, strawberry.argument(description="哪一份名次表。")]


def list_of(given: ListInput) -> pb.ListOfStandings:
    """The list as scoring is asked for it."""
    return pb.ListOfStandings(cycle=given.cycle, index=given.index, period=given.period or "")


def page_of(page: Page, listing: str) -> pb.ReportPage:
    """The page of a list as scoring is asked for it."""
    return pb.ReportPage(first=page.first, after=page.after, listing=listing, last=page.last, before=page.before)


def written_name(subject: Subject) -> str:
    """What a document calls a subject: an organization by its name, a person by the code alone."""
    return subject.name if isinstance(subject, Organization) else subject.code


async def reported(info: Info, city: str, question: pb.ReportQuestion) -> pb.Report:
    """The report; all reports that one operation asks for about a city are one question to scoring."""
    message = await info.context.loaders.reports.load(
        ReportRequest(city, question.SerializeToString(deterministic=True))
    )
    return message or pb.Report()
