"""What each receiver chose: the channel, the rhythm of their digests, their quiet hours, and what they do not want."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from biaochi_chassis.foundation.clock import SHANGHAI
from biaochi_chassis.foundation.refusal import BadRequest, shown

from biaochi_assessment.domain.notifications.commands import ChooseNotifications
from biaochi_assessment.domain.notifications.matters import KINDS

EMAIL, WEBHOOK = "email", "webhook"
CHANNELS = {"": "只在平台的列表里", EMAIL: "电子邮件", WEBHOOK: "本市登记的推送"}
AT_ONCE, DAILY, WEEKLY = "at_once", "daily", "weekly"
RHYTHMS = {AT_ONCE: "随时", DAILY: "每日一封", WEEKLY: "每周一封"}
LONGEST_ADDRESS = 254

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Choice:
    """`address`: of an e-mail, or the code of the city's webhook. Times are of Asia/Shanghai; `weekday`: 1 is Monday.

    What nobody chose is a DEFAULT of ours: the list alone, a digest each morning, nothing at night.
    """

    channel: str = ""
    address: str = ""
    rhythm: str = DAILY
    at: str = "08:30"
    weekday: int = 1
    quiet_from: str = "22:00"
    quiet_until: str = "07:00"
    muted: tuple[str, ...] = ()

    def wants(self, kind: str) -> bool:
        """Whether a notification of this kind is sent, besides standing in the list."""
        return bool(self.channel) and kind not in self.muted

    def is_quiet(self, now: datetime) -> bool:
        """Whether nothing is sent at this moment; quiet hours that end before they begin last over midnight."""
        hour = f"{now.astimezone(SHANGHAI):%H:%M}"
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until

    def is_due(self, now: datetime, since: datetime) -> bool:
        """Whether what has waited since then is sent now."""
        return not self.is_quiet(now) and (self.rhythm == AT_ONCE or since < self._latest_turn(now))

    def _latest_turn(self, now: datetime) -> datetime:
        """The latest moment at which a digest was due."""
        here = now.astimezone(SHANGHAI)
        turn = datetime.combine(here.date(), time.fromisoformat(self.at), SHANGHAI)
        if turn > here:
            turn -= timedelta(days=1)
        if self.rhythm == WEEKLY:
            turn -= timedelta(days=(turn.isoweekday() - self.weekday) % 7)
        return turn


def choose(command: ChooseNotifications) -> Choice:
    """Return the choice. Whether the channel is there is looked up elsewhere. Raises BadRequest."""
    for field, given, known in (
        ("channel", command.channel, CHANNELS),
        ("rhythm", command.rhythm, RHYTHMS),
        *(("muted", kind, KINDS) for kind in command.muted),
    ):
        if given not in known:
            raise BadRequest(f"没有“{shown(given)}”这个选项：可选的有 {'、'.join(known)}。", field=field)
    quiet = (command.quiet_from, command.quiet_until)
    for field, given in (("at", command.at), ("quiet_from", quiet[0]), ("quiet_until", quiet[1])):
        if not _TIME.fullmatch(given) and (field == "at" or any(quiet)):
            sentence = f"“{shown(given)}”不是时刻：请写成 08:30 这样的时:分；不要免打扰时段，起止都留空。"
            raise BadRequest(sentence, field=field)
    if not 1 <= command.weekday <= 7:
        raise BadRequest(f"没有星期 {command.weekday}：1 是星期一，7 是星期日。", field="weekday")
    _check_address(command)
    return Choice(
        channel=command.channel,
        address=command.address if command.channel else "",
        rhythm=command.rhythm,
        at=command.at,
        weekday=command.weekday,
        quiet_from=command.quiet_from,
        quiet_until=command.quiet_until,
        muted=tuple(sorted(set(command.muted))),
    )


def _check_address(command: ChooseNotifications) -> None:
    """The refusal does not repeat the address: it is personal, and a refusal stands in logs."""
    if command.channel == EMAIL and (len(command.address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(command.address)):
        raise BadRequest("所给的不是电子邮件地址：请写成 name@example.gov.cn 这样的地址。", field="address")
    if command.channel == WEBHOOK and not command.address:
        raise BadRequest("没有说送到本市的哪个推送：请给出其编号。", field="address")
