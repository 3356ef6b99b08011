"""A person is erased (抹除): decided here, done by dropping the key of what was said about them."""

from biaochi_org.domain.commands import ErasePerson
from biaochi_org.domain.events import PersonErased
from biaochi_org.domain.refusals import PersonStillRegistered
from biaochi_org.domain.registry import Registry


def erase_person(registry: Registry, command: ErasePerson) -> tuple[PersonErased]:
    """Let a person's code stand for nobody. Raises PersonStillRegistered while anything of theirs is open."""
    person = registry.person(command.code, "code")
    for tenure in (*registry.memberships.of_person(person), *registry.posts.of_person(person)):
        if tenure.until is None:
            raise PersonStillRegistered(person, tenure.organization)
    return (PersonErased(person),)
