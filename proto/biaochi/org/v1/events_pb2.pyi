from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OrganizationState(_message.Message):
    __slots__ = ("code", "name", "kind", "parent", "since", "established_on", "until", "temporary", "predecessors", "successors")
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    ESTABLISHED_ON_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    TEMPORARY_FIELD_NUMBER: _ClassVar[int]
    PREDECESSORS_FIELD_NUMBER: _ClassVar[int]
    SUCCESSORS_FIELD_NUMBER: _ClassVar[int]
    code: str
    name: str
    kind: str
    parent: str
    since: str
    established_on: str
    until: str
    temporary: bool
    predecessors: _containers.RepeatedScalarFieldContainer[str]
    successors: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, code: _Optional[str] = ..., name: _Optional[str] = ..., kind: _Optional[str] = ..., parent: _Optional[str] = ..., since: _Optional[str] = ..., established_on: _Optional[str] = ..., until: _Optional[str] = ..., temporary: _Optional[bool] = ..., predecessors: _Optional[_Iterable[str]] = ..., successors: _Optional[_Iterable[str]] = ...) -> None: ...

class OrganizationEstablished(_message.Message):
    __slots__ = ("after",)
    AFTER_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ...) -> None: ...

class TemporaryOrganizationEstablished(_message.Message):
    __slots__ = ("after",)
    AFTER_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ...) -> None: ...

class OrganizationRenamed(_message.Message):
    __slots__ = ("after",)
    AFTER_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ...) -> None: ...

class OrganizationMoved(_message.Message):
    __slots__ = ("after",)
    AFTER_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ...) -> None: ...

class OrganizationMerged(_message.Message):
    __slots__ = ("after",)
    AFTER_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ...) -> None: ...

class OrganizationSplit(_message.Message):
    __slots__ = ("after",)
    AFTER_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ...) -> None: ...

class OrganizationAbolished(_message.Message):
    __slots__ = ("after",)
    AFTER_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ...) -> None: ...

class PersonRegistered(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: str
    def __init__(self, person: _Optional[str] = ...) -> None: ...

class PersonErased(_message.Message):
    __slots__ = ("person",)
    PERSON_FIELD_NUMBER: _ClassVar[int]
    person: str
    def __init__(self, person: _Optional[str] = ...) -> None: ...

class MembershipStarted(_message.Message):
    __slots__ = ("person", "organization", "kind", "since", "until")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    person: str
    organization: str
    kind: str
    since: str
    until: str
    def __init__(self, person: _Optional[str] = ..., organization: _Optional[str] = ..., kind: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class MembershipEnded(_message.Message):
    __slots__ = ("person", "organization", "until")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    person: str
    organization: str
    until: str
    def __init__(self, person: _Optional[str] = ..., organization: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class PostStarted(_message.Message):
    __slots__ = ("person", "organization", "role", "since", "until")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    person: str
    organization: str
    role: str
    since: str
    until: str
    def __init__(self, person: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class PostEnded(_message.Message):
    __slots__ = ("person", "organization", "role", "until")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    person: str
    organization: str
    role: str
    until: str
    def __init__(self, person: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class PersonNameCorrected(_message.Message):
    __slots__ = ("person", "reason")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    person: str
    reason: str
    def __init__(self, person: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class OrganizationNameCorrected(_message.Message):
    __slots__ = ("after", "reason")
    AFTER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    reason: str
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ..., reason: _Optional[str] = ...) -> None: ...

class MembershipStartCorrected(_message.Message):
    __slots__ = ("person", "organization", "kind", "was", "since", "until", "reason")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WAS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    person: str
    organization: str
    kind: str
    was: str
    since: str
    until: str
    reason: str
    def __init__(self, person: _Optional[str] = ..., organization: _Optional[str] = ..., kind: _Optional[str] = ..., was: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class PostStartCorrected(_message.Message):
    __slots__ = ("person", "organization", "role", "was", "since", "until", "reason")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    WAS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    person: str
    organization: str
    role: str
    was: str
    since: str
    until: str
    reason: str
    def __init__(self, person: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., was: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class MembershipEndCorrected(_message.Message):
    __slots__ = ("person", "organization", "kind", "was", "since", "until", "reason")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WAS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    person: str
    organization: str
    kind: str
    was: str
    since: str
    until: str
    reason: str
    def __init__(self, person: _Optional[str] = ..., organization: _Optional[str] = ..., kind: _Optional[str] = ..., was: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class PostEndCorrected(_message.Message):
    __slots__ = ("person", "organization", "role", "was", "since", "until", "reason")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    WAS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    person: str
    organization: str
    role: str
    was: str
    since: str
    until: str
    reason: str
    def __init__(self, person: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., was: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class OrganizationDateCorrected(_message.Message):
    __slots__ = ("after", "was", "reason")
    AFTER_FIELD_NUMBER: _ClassVar[int]
    WAS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    after: _containers.RepeatedCompositeFieldContainer[OrganizationState]
    was: str
    reason: str
    def __init__(self, after: _Optional[_Iterable[_Union[OrganizationState, _Mapping]]] = ..., was: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RoleGranted(_message.Message):
    __slots__ = ("grant", "holder", "role", "subjects", "since", "until")
    GRANT_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    grant: str
    holder: str
    role: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    since: str
    until: str
    def __init__(self, grant: _Optional[str] = ..., holder: _Optional[str] = ..., role: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ..., since: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class GrantRevoked(_message.Message):
    __slots__ = ("grant", "holder")
    GRANT_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    grant: str
    holder: str
    def __init__(self, grant: _Optional[str] = ..., holder: _Optional[str] = ...) -> None: ...

class RegistrySignatureAwaited(_message.Message):
    __slots__ = ("command", "method", "signed_by", "until")
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    command: str
    method: str
    signed_by: str
    until: str
    def __init__(self, command: _Optional[str] = ..., method: _Optional[str] = ..., signed_by: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...
