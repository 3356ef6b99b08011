"""Why the registry refuses: one class per rule, each with its code and the sentence a person reads."""

from datetime import date

from biaochi_chassis.foundation.refusal import Refused, shown


class UnknownCity(Refused):
    """No city of this slug has been published."""

    code = "UNKNOWN_CITY"

    def __init__(self, city: str) -> None:
        """`city` is the slug that was asked for."""
        super().__init__(f"没有城市「{shown(city)}」：请核对城市代码，或先安装该城市的插件。", field="city")


class UnknownOrganization(Refused):
    """The city never had such an organization, or it does not exist on that day."""

    code = "UNKNOWN_ORGANIZATION"

    @classmethod
    def never(cls, code: str, field: str) -> "UnknownOrganization":
        """The code was never given to any organization of the city."""
        return cls(f"登记册里没有编码为「{shown(code)}」的组织：请核对编码，或先登记该组织。", field=field)

    @classmethod
    def ended(cls, code: str, until: date, field: str) -> "UnknownOrganization":
        """It had ended on `until`, the first day on which it no longer existed."""
        sentence = f"组织「{code}」自 {until} 起已不存在：请改用它的后继组织，或改用此前的日期。"
        return cls(sentence, field=field, details={"until": until.isoformat()})

    @classmethod
    def not_yet(cls, code: str, since: date, field: str = "on") -> "UnknownOrganization":
        """It began to exist on `since`, after that day."""
        sentence = f"组织「{code}」自 {since} 起才存在：请核对日期，写 {since} 或之后的日子。"
        return cls(sentence, field=field, details={"since": since.isoformat()})

    @classmethod
    def not_a_child(cls, code: str, parent: str) -> "UnknownOrganization":
        """A split names a child that the organization does not have."""
        return cls(f"「{code}」不是组织「{parent}」的下级：请只分配现有的下级组织。", field="children")


class UnknownPerson(Refused):
    """The city's registry has no such person, or not in this organization."""

    code = "UNKNOWN_PERSON"

    @classmethod
    def never(cls, person: str, field: str = "person") -> "UnknownPerson":
        """The code, in that field, was never given to any person of the city."""
        return cls(f"登记册里没有编码为「{shown(person)}」的人员：请核对编码，或先登记该人员。", field=field)

    @classmethod
    def not_a_member(cls, person: str, organization: str) -> "UnknownPerson":
        """A split names a member that the organization does not have."""
        sentence = f"「{person}」不是组织「{organization}」的现有成员：请只分配现有的成员。"
        return cls(sentence, field="members")


class UnknownMembership(Refused):
    """There is no such membership to end or to put right."""

    code = "UNKNOWN_MEMBERSHIP"

    @classmethod
    def not_open(cls, person: str, organization: str, on: date) -> "UnknownMembership":
        """The person is not a member of the organization on that day."""
        sentence = f"{on} 这天「{person}」不在组织「{organization}」的成员之列：没有可以终止的组织关系，请核对。"
        return cls(sentence, field="person")

    @classmethod
    def not_dated(cls, person: str, organization: str, what: str, on: date) -> "UnknownMembership":
        """No membership of the person there is registered as beginning or ending (`what`) on that day."""
        sentence = f"「{person}」在组织「{organization}」没有登记为 {on} {what}的组织关系：请核对登记的日期。"
        return cls(sentence, field="on")


class UnknownPost(Refused):
    """There is no such post to end or to put right."""

    code = "UNKNOWN_POST"

    @classmethod
    def not_open(cls, person: str, organization: str, role: str, on: date) -> "UnknownPost":
        """The person does not hold the role in the organization on that day."""
        sentence = f"{on} 这天「{person}」未在组织「{organization}」任{role}：没有可以终止的任职，请核对。"
        return cls(sentence, field="role")

    @classmethod
    def not_dated(cls, place: tuple[str, str, str], what: str, on: date) -> "UnknownPost":
        """No post of the person (person, organization, title of the role) begins or ends (`what`) on that day."""
        person, organization, role = place
        sentence = f"「{person}」在组织「{organization}」没有登记为 {on} {what}的{role}任职：请核对登记的日期。"
        return cls(sentence, field="on")


class AlreadyExists(Refused):
    """A code is given once in a city, to an organization or a person; a membership or post is open once."""

    code = "ALREADY_EXISTS"

    @classmethod
    def organization(cls, code: str, field: str) -> "AlreadyExists":
        """The code was given to an organization before, be it long gone."""
        return cls(f"编码「{code}」已有组织用过，撤销后也不再使用：请另取一个编码。", field=field)

    @classmethod
    def person(cls, code: str, field: str) -> "AlreadyExists":
        """The code was given to a person before."""
        return cls(f"编码「{code}」已经登记给人员：请另取一个编码。", field=field)

    @classmethod
    def open(cls, what: str, person: str, organization: str, since: date) -> "AlreadyExists":
        """The same membership or post is open, since `since`."""
        sentence = f"「{person}」在组织「{organization}」的{what}自 {since} 起已登记，尚未结束：请先终止再登记。"
        return cls(sentence, field="person", details={"since": since.isoformat()})


class DateBeforeHistory(Refused):
    """A command may not be dated before the latest dated change of what it touches."""

    code = "DATE_BEFORE_HISTORY"

    def __init__(self, what: str, on: date, latest: date) -> None:
        """`what` was last changed on `latest`; the command is dated `on`, before it."""
        sentence = f"{what}在 {latest} 已有变更，不能再登记 {on} 的事项：请把日期改为 {latest} 或之后。"
        super().__init__(sentence, field="on", details={"on": on.isoformat(), "latest": latest.isoformat()})


class NothingToCorrect(Refused):
    """What a correction would write stands there already."""

    code = "NOTHING_TO_CORRECT"


class WrongKind(Refused):
    """The kind of organization does not allow this command."""

    code = "WRONG_KIND"


class WrongParent(Refused):
    """An organization cannot be placed there."""

    code = "WRONG_PARENT"


class StillInUse(Refused):
    """An organization with children or members cannot end."""

    code = "STILL_IN_USE"


class PersonStillRegistered(Refused):
    """A person who is a member somewhere, or holds a post, is not erased yet."""

    code = "PERSON_STILL_REGISTERED"

    def __init__(self, person: str, organization: str) -> None:
        """`organization` is one where they are."""
        sentence = f"人员「{shown(person)}」还在组织「{organization}」：请先办理转出、免职，再抹除。"
        super().__init__(sentence, field="code")


class NotADate(Refused):
    """A date that is not in the calendar or not written YYYY-MM-DD."""

    code = "NOT_A_DATE"

    def __init__(self, text: str, field: str) -> None:
        """`text` is what was written."""
        super().__init__(f"「{shown(text)}」不是日期：请写成年-月-日，例如 2020-03-31。", field=field)


class UnknownGrant(Refused):
    """No grant of this code stands in the city."""

    code = "UNKNOWN_GRANT"

    def __init__(self, grant: str) -> None:
        """`grant` is what was asked for."""
        super().__init__(f"没有编号为“{shown(grant)}”的授权，或者已经收回：请核对编号。", field="grant")


class OwnGrant(Refused):
    """Nobody grants anything to themselves."""

    code = "OWN_GRANT"

    def __init__(self, holder: str) -> None:
        """`holder` is who tried."""
        super().__init__(f"{shown(holder)} 不能给自己授权：请由另一位安全管理员办理。", field="holder")


class AdministratorsApart(Refused):
    """The administrators of system, security and audit are three different people."""

    code = "ADMINISTRATORS_APART"

    def __init__(self, holder: str, role: str, other: str) -> None:
        """The holder has `other` already."""
        sentence = f"{shown(holder)} 已是 {other}，不能兼任 {role}：系统、安全、审计三员须分设，请改授他人。"
        super().__init__(sentence, field="role", details={"held": other})
