"""A webhook: where the city's events are sent, how far it has come, and when it is tried again after a failure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from biaochi_chassis.event.positions import Positions
from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.decision import Recorder
from biaochi_assessment.domain.refusals import AlreadyExists
from biaochi_assessment.domain.values import code
from biaochi_assessment.domain.webhooks.commands import RegisterWebhook
from biaochi_assessment.domain.webhooks.refusals import UnknownWebhook

NOTIFICATION = "notification"
"""What a webhook takes that is a channel of the city's own to people: sent to it by those who chose it."""

TYPES = {
    "cycle.opened": "考核周期开始",
    "cycle.closed": "考核周期关闭",
    "results.frozen": "成绩定下一版",
    "results.notice_began": "成绩开始公示",
    "results.reopened": "异议成立，成绩重算",
    "results.signed": "成绩有一人签署",
    "results.final": "成绩定案",
    "objection.raised": "有人提出异议",
    "objection.decided": "异议已答复",
    "document.in_force": "文件生效",
    "work.fell_due": "工作到期、临期或逾期",
}
"""What can be had: no fact, no score, no name of a person; whoever receives that something happened queries it."""

TAKEN = {**TYPES, NOTIFICATION: "给个人的通知"}
"""What a webhook may be registered for: events, or letters to people."""

PAUSES = (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""Seconds from a failure to the next try, as Standard Webhooks has them: about three days in all."""

GONE = 410
"""The status by which a receiver says that it wants nothing any more."""

OVERLAP = timedelta(hours=24)
"""How long what is sent is signed by the former secret, too."""

LONGEST_TROUBLE = 200
MOST = 20
"""Webhooks a city may have."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """`secret`, `former`: sealed; `suspended`: nothing is sent until it is replayed; `trouble`: the last failure."""

    city: str
    code: str
    url: str
    types: tuple[str, ...]
    secret: str
    registered_by: str
    registered_at: datetime
    former: str = ""
    former_until: datetime | None = None
    suspended: bool = False
    failures: int = 0
    next_at: datetime | None = None
    trouble: str = ""

    @property
    def about(self) -> str:
        """What its secrets are sealed with."""
        return f"{self.city}/{self.code}"

    def wants(self, kind: str) -> bool:
        """Whether an event of this type is sent to it."""
        return kind in self.types if self.types else kind in TYPES

    def is_due(self, now: datetime) -> bool:
        """Whether it may be sent to now."""
        return not self.suspended and (self.next_at is None or self.next_at <= now)

    def secrets_at(self, now: datetime) -> tuple[str, ...]:
        """What it signs with, sealed: the new secret first, the former one while it overlaps."""
        overlaps = self.former and self.former_until is not None and now < self.former_until
        return (self.secret, self.former) if overlaps else (self.secret,)

    def rotated(self, secret: str, now: datetime) -> "Webhook":
        """It with a new secret; the one before goes on for a day."""
        return replace(self, secret=secret, former=self.secret, former_until=now + OVERLAP)

    def failed(self, now: datetime, trouble: str, status: int) -> "Webhook":
        """It after one more failure in a row: tried again later, or suspended, since that was the last try."""
        over = status == GONE or self.failures >= len(PAUSES)
        again = None if over else now + timedelta(seconds=PAUSES[self.failures])
        said = trouble[:LONGEST_TROUBLE]
        return replace(self, failures=self.failures + 1, next_at=again, suspended=over, trouble=said)

    def resumed(self) -> "Webhook":
        """It with nothing held against it."""
        return replace(self, failures=0, next_at=None, suspended=False, trouble="")


def register(command: RegisterWebhook, city: str, by: Recorder, secret: str, taken: Collection[str]) -> Webhook:
    """Return the webhook; its address was checked. `taken`: the codes of the city. Raises BadRequest, AlreadyExists."""
    if not code(command.code, "code").strip():
        raise BadRequest("推送没有编号：请取一个全市唯一的编号。", field="code")
    if command.code in taken:
        raise AlreadyExists(f"推送 {command.code} 已经登记：请另取编号，或先撤销它。", field="code")
    if len(taken) >= MOST:
        raise BadRequest(f"本市已有 {len(taken)} 个推送，最多 {MOST} 个：请先撤销不用的。", field="code")
    for kind in command.types:
        if kind not in TAKEN:
            known = "、".join(f"{key}（{title}）" for key, title in TAKEN.items())
            raise BadRequest(f"没有“{shown(kind)}”这类事件：可推送的有 {known}。", field="types")
    types = tuple(sorted(set(command.types)))
    return Webhook(city, command.code, command.url, types, secret, by.name, by.at)


def named(webhook: Webhook | None, code: str) -> Webhook:
    """Return it. Raises UnknownWebhook."""
    if webhook is None:
        raise UnknownWebhook(f"没有编号为“{shown(code)}”的推送：请核对编号。", field="code")
    return webhook


def rewound(text: str, reached: Positions) -> Positions:
    """Where to send from again: what a position says of each topic, and where it says nothing, from the beginning.

    Raises BadRequest for a position that lies beyond what is there.
    """
    wanted = Positions.parse(text)
    for (topic, part), sequence in wanted.items():
        if sequence > reached.at(topic, part):
            sentence = f"位置 {topic}/{part}/{sequence} 还没有到：最远是 {reached.at(topic, part)}，请核对。"
            raise BadRequest(sentence, field="position")
    return wanted
