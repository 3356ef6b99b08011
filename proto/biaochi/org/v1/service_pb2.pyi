from biaochi.common.v1 import common_pb2 as _common_pb2
from biaochi.org.v1 import events_pb2 as _events_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class EstablishOrganization(_message.Message):
    __slots__ = ("idempotency_key", "code", "name", "kind", "parent", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    name: str
    kind: str
    parent: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., kind: _Optional[str] = ..., parent: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class EstablishOrganizationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[EstablishOrganization]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[EstablishOrganization, _Mapping]]] = ...) -> None: ...

class EstablishTemporaryOrganization(_message.Message):
    __slots__ = ("idempotency_key", "code", "name", "parent", "on", "until")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    name: str
    parent: str
    on: str
    until: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., parent: _Optional[str] = ..., on: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class EstablishTemporaryOrganizationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[EstablishTemporaryOrganization]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[EstablishTemporaryOrganization, _Mapping]]] = ...) -> None: ...

class RenameOrganization(_message.Message):
    __slots__ = ("idempotency_key", "code", "name", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    name: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class RenameOrganizationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RenameOrganization]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RenameOrganization, _Mapping]]] = ...) -> None: ...

class MoveOrganization(_message.Message):
    __slots__ = ("idempotency_key", "code", "parent", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    parent: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., parent: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class MoveOrganizationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[MoveOrganization]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[MoveOrganization, _Mapping]]] = ...) -> None: ...

class MergeOrganizations(_message.Message):
    __slots__ = ("idempotency_key", "sources", "into", "name", "parent", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    INTO_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    sources: _containers.RepeatedScalarFieldContainer[str]
    into: str
    name: str
    parent: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., sources: _Optional[_Iterable[str]] = ..., into: _Optional[str] = ..., name: _Optional[str] = ..., parent: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class MergeOrganizationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[MergeOrganizations]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[MergeOrganizations, _Mapping]]] = ...) -> None: ...

class SplitPart(_message.Message):
    __slots__ = ("code", "name", "children", "members")
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    code: str
    name: str
    children: _containers.RepeatedScalarFieldContainer[str]
    members: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, code: _Optional[str] = ..., name: _Optional[str] = ..., children: _Optional[_Iterable[str]] = ..., members: _Optional[_Iterable[str]] = ...) -> None: ...

class SplitOrganization(_message.Message):
    __slots__ = ("idempotency_key", "source", "parts", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    source: str
    parts: _containers.RepeatedCompositeFieldContainer[SplitPart]
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., source: _Optional[str] = ..., parts: _Optional[_Iterable[_Union[SplitPart, _Mapping]]] = ..., on: _Optional[str] = ...) -> None: ...

class SplitOrganizationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[SplitOrganization]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[SplitOrganization, _Mapping]]] = ...) -> None: ...

class AbolishOrganization(_message.Message):
    __slots__ = ("idempotency_key", "code", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class AbolishOrganizationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[AbolishOrganization]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[AbolishOrganization, _Mapping]]] = ...) -> None: ...

class RegisterPerson(_message.Message):
    __slots__ = ("idempotency_key", "code", "name")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    name: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class RegisterPersonsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RegisterPerson]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RegisterPerson, _Mapping]]] = ...) -> None: ...

class StartMembership(_message.Message):
    __slots__ = ("idempotency_key", "person", "organization", "kind", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    person: str
    organization: str
    kind: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., person: _Optional[str] = ..., organization: _Optional[str] = ..., kind: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class StartMembershipsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[StartMembership]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[StartMembership, _Mapping]]] = ...) -> None: ...

class EndMembership(_message.Message):
    __slots__ = ("idempotency_key", "person", "organization", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    person: str
    organization: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., person: _Optional[str] = ..., organization: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class EndMembershipsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[EndMembership]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[EndMembership, _Mapping]]] = ...) -> None: ...

class StartPost(_message.Message):
    __slots__ = ("idempotency_key", "person", "organization", "role", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    person: str
    organization: str
    role: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., person: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class StartPostsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[StartPost]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[StartPost, _Mapping]]] = ...) -> None: ...

class EndPost(_message.Message):
    __slots__ = ("idempotency_key", "person", "organization", "role", "on")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    person: str
    organization: str
    role: str
    on: str
    def __init__(self, idempotency_key: _Optional[str] = ..., person: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., on: _Optional[str] = ...) -> None: ...

class EndPostsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[EndPost]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[EndPost, _Mapping]]] = ...) -> None: ...

class ErasePerson(_message.Message):
    __slots__ = ("idempotency_key", "code")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class ErasePersonsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[ErasePerson]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[ErasePerson, _Mapping]]] = ...) -> None: ...

class CorrectPersonName(_message.Message):
    __slots__ = ("idempotency_key", "code", "name", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    name: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CorrectPersonNamesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CorrectPersonName]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CorrectPersonName, _Mapping]]] = ...) -> None: ...

class CorrectOrganizationName(_message.Message):
    __slots__ = ("idempotency_key", "code", "name", "on", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    name: str
    on: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CorrectOrganizationNamesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CorrectOrganizationName]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CorrectOrganizationName, _Mapping]]] = ...) -> None: ...

class CorrectMembershipStart(_message.Message):
    __slots__ = ("idempotency_key", "person", "organization", "on", "to", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    person: str
    organization: str
    on: str
    to: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., person: _Optional[str] = ..., organization: _Optional[str] = ..., on: _Optional[str] = ..., to: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CorrectMembershipStartsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CorrectMembershipStart]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CorrectMembershipStart, _Mapping]]] = ...) -> None: ...

class CorrectPostStart(_message.Message):
    __slots__ = ("idempotency_key", "person", "organization", "role", "on", "to", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    person: str
    organization: str
    role: str
    on: str
    to: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., person: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., on: _Optional[str] = ..., to: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CorrectPostStartsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CorrectPostStart]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CorrectPostStart, _Mapping]]] = ...) -> None: ...

class CorrectMembershipEnd(_message.Message):
    __slots__ = ("idempotency_key", "person", "organization", "on", "to", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    person: str
    organization: str
    on: str
    to: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., person: _Optional[str] = ..., organization: _Optional[str] = ..., on: _Optional[str] = ..., to: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CorrectMembershipEndsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CorrectMembershipEnd]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CorrectMembershipEnd, _Mapping]]] = ...) -> None: ...

class CorrectPostEnd(_message.Message):
    __slots__ = ("idempotency_key", "person", "organization", "role", "on", "to", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    person: str
    organization: str
    role: str
    on: str
    to: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., person: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., on: _Optional[str] = ..., to: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CorrectPostEndsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CorrectPostEnd]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CorrectPostEnd, _Mapping]]] = ...) -> None: ...

class CorrectOrganizationDate(_message.Message):
    __slots__ = ("idempotency_key", "code", "on", "to", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    on: str
    to: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., on: _Optional[str] = ..., to: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CorrectOrganizationDatesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CorrectOrganizationDate]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CorrectOrganizationDate, _Mapping]]] = ...) -> None: ...

class Organization(_message.Message):
    __slots__ = ("city", "code", "name", "kind", "parent", "established_on", "until", "temporary", "predecessors", "successors")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ESTABLISHED_ON_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    TEMPORARY_FIELD_NUMBER: _ClassVar[int]
    PREDECESSORS_FIELD_NUMBER: _ClassVar[int]
    SUCCESSORS_FIELD_NUMBER: _ClassVar[int]
    city: str
    code: str
    name: str
    kind: str
    parent: str
    established_on: str
    until: str
    temporary: bool
    predecessors: _containers.RepeatedScalarFieldContainer[str]
    successors: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., kind: _Optional[str] = ..., parent: _Optional[str] = ..., established_on: _Optional[str] = ..., until: _Optional[str] = ..., temporary: _Optional[bool] = ..., predecessors: _Optional[_Iterable[str]] = ..., successors: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetOrganizationsRequest(_message.Message):
    __slots__ = ("city", "codes", "as_of", "last_known", "also")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    LAST_KNOWN_FIELD_NUMBER: _ClassVar[int]
    ALSO_FIELD_NUMBER: _ClassVar[int]
    city: str
    codes: _containers.RepeatedScalarFieldContainer[str]
    as_of: str
    last_known: bool
    also: _containers.RepeatedCompositeFieldContainer[CodesOnDay]
    def __init__(self, city: _Optional[str] = ..., codes: _Optional[_Iterable[str]] = ..., as_of: _Optional[str] = ..., last_known: _Optional[bool] = ..., also: _Optional[_Iterable[_Union[CodesOnDay, _Mapping]]] = ...) -> None: ...

class CodesOnDay(_message.Message):
    __slots__ = ("as_of", "codes")
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    as_of: str
    codes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, as_of: _Optional[str] = ..., codes: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetOrganizationsAnswer(_message.Message):
    __slots__ = ("organizations", "also")
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    ALSO_FIELD_NUMBER: _ClassVar[int]
    organizations: _containers.RepeatedCompositeFieldContainer[Organization]
    also: _containers.RepeatedCompositeFieldContainer[OrganizationsOnDay]
    def __init__(self, organizations: _Optional[_Iterable[_Union[Organization, _Mapping]]] = ..., also: _Optional[_Iterable[_Union[OrganizationsOnDay, _Mapping]]] = ...) -> None: ...

class OrganizationsOnDay(_message.Message):
    __slots__ = ("organizations",)
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    organizations: _containers.RepeatedCompositeFieldContainer[Organization]
    def __init__(self, organizations: _Optional[_Iterable[_Union[Organization, _Mapping]]] = ...) -> None: ...

class ListOrganizationsRequest(_message.Message):
    __slots__ = ("city", "kind", "parents", "as_of", "first", "after", "last", "before", "search", "order", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PARENTS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    SEARCH_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    kind: str
    parents: _containers.RepeatedScalarFieldContainer[str]
    as_of: str
    first: int
    after: str
    last: int
    before: str
    search: str
    order: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., kind: _Optional[str] = ..., parents: _Optional[_Iterable[str]] = ..., as_of: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., search: _Optional[str] = ..., order: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class ListOrganizationsAnswer(_message.Message):
    __slots__ = ("organizations", "total", "has_more", "has_previous")
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    organizations: _containers.RepeatedCompositeFieldContainer[Organization]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, organizations: _Optional[_Iterable[_Union[Organization, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class Membership(_message.Message):
    __slots__ = ("person", "name", "organization", "kind", "since", "until")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    person: str
    name: str
    organization: str
    kind: str
    since: str
    until: str
    def __init__(self, person: _Optional[str] = ..., name: _Optional[str] = ..., organization: _Optional[str] = ..., kind: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class BatchListMembershipsRequest(_message.Message):
    __slots__ = ("city", "organizations", "as_of", "without_names")
    CITY_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_NAMES_FIELD_NUMBER: _ClassVar[int]
    city: str
    organizations: _containers.RepeatedScalarFieldContainer[str]
    as_of: str
    without_names: bool
    def __init__(self, city: _Optional[str] = ..., organizations: _Optional[_Iterable[str]] = ..., as_of: _Optional[str] = ..., without_names: _Optional[bool] = ...) -> None: ...

class BatchListMembershipsAnswer(_message.Message):
    __slots__ = ("memberships",)
    MEMBERSHIPS_FIELD_NUMBER: _ClassVar[int]
    memberships: _containers.RepeatedCompositeFieldContainer[Membership]
    def __init__(self, memberships: _Optional[_Iterable[_Union[Membership, _Mapping]]] = ...) -> None: ...

class Post(_message.Message):
    __slots__ = ("person", "name", "organization", "role", "since", "until")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    person: str
    name: str
    organization: str
    role: str
    since: str
    until: str
    def __init__(self, person: _Optional[str] = ..., name: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class BatchListPostsRequest(_message.Message):
    __slots__ = ("city", "organizations", "as_of", "without_names")
    CITY_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_NAMES_FIELD_NUMBER: _ClassVar[int]
    city: str
    organizations: _containers.RepeatedScalarFieldContainer[str]
    as_of: str
    without_names: bool
    def __init__(self, city: _Optional[str] = ..., organizations: _Optional[_Iterable[str]] = ..., as_of: _Optional[str] = ..., without_names: _Optional[bool] = ...) -> None: ...

class BatchListPostsAnswer(_message.Message):
    __slots__ = ("posts",)
    POSTS_FIELD_NUMBER: _ClassVar[int]
    posts: _containers.RepeatedCompositeFieldContainer[Post]
    def __init__(self, posts: _Optional[_Iterable[_Union[Post, _Mapping]]] = ...) -> None: ...

class Person(_message.Message):
    __slots__ = ("city", "code", "name", "memberships", "posts")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    MEMBERSHIPS_FIELD_NUMBER: _ClassVar[int]
    POSTS_FIELD_NUMBER: _ClassVar[int]
    city: str
    code: str
    name: str
    memberships: _containers.RepeatedCompositeFieldContainer[Membership]
    posts: _containers.RepeatedCompositeFieldContainer[Post]
    def __init__(self, city: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., memberships: _Optional[_Iterable[_Union[Membership, _Mapping]]] = ..., posts: _Optional[_Iterable[_Union[Post, _Mapping]]] = ...) -> None: ...

class BatchGetPersonsRequest(_message.Message):
    __slots__ = ("city", "codes", "as_of")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    city: str
    codes: _containers.RepeatedScalarFieldContainer[str]
    as_of: str
    def __init__(self, city: _Optional[str] = ..., codes: _Optional[_Iterable[str]] = ..., as_of: _Optional[str] = ...) -> None: ...

class BatchGetPersonsAnswer(_message.Message):
    __slots__ = ("persons",)
    PERSONS_FIELD_NUMBER: _ClassVar[int]
    persons: _containers.RepeatedCompositeFieldContainer[Person]
    def __init__(self, persons: _Optional[_Iterable[_Union[Person, _Mapping]]] = ...) -> None: ...

class Correction(_message.Message):
    __slots__ = ("number", "subject", "what", "organization", "role", "before", "after", "reason", "corrected_by", "corrected_at")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CORRECTED_BY_FIELD_NUMBER: _ClassVar[int]
    CORRECTED_AT_FIELD_NUMBER: _ClassVar[int]
    number: str
    subject: str
    what: str
    organization: str
    role: str
    before: str
    after: str
    reason: str
    corrected_by: str
    corrected_at: str
    def __init__(self, number: _Optional[str] = ..., subject: _Optional[str] = ..., what: _Optional[str] = ..., organization: _Optional[str] = ..., role: _Optional[str] = ..., before: _Optional[str] = ..., after: _Optional[str] = ..., reason: _Optional[str] = ..., corrected_by: _Optional[str] = ..., corrected_at: _Optional[str] = ...) -> None: ...

class BatchListCorrectionsRequest(_message.Message):
    __slots__ = ("city", "subjects")
    CITY_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    city: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchListCorrectionsAnswer(_message.Message):
    __slots__ = ("corrections",)
    CORRECTIONS_FIELD_NUMBER: _ClassVar[int]
    corrections: _containers.RepeatedCompositeFieldContainer[Correction]
    def __init__(self, corrections: _Optional[_Iterable[_Union[Correction, _Mapping]]] = ...) -> None: ...

class LoadRegistryRequest(_message.Message):
    __slots__ = ("city", "organizations", "persons", "idempotency_keys", "contents")
    CITY_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    PERSONS_FIELD_NUMBER: _ClassVar[int]
    IDEMPOTENCY_KEYS_FIELD_NUMBER: _ClassVar[int]
    CONTENTS_FIELD_NUMBER: _ClassVar[int]
    city: str
    organizations: _containers.RepeatedScalarFieldContainer[str]
    persons: _containers.RepeatedScalarFieldContainer[str]
    idempotency_keys: _containers.RepeatedScalarFieldContainer[str]
    contents: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., organizations: _Optional[_Iterable[str]] = ..., persons: _Optional[_Iterable[str]] = ..., idempotency_keys: _Optional[_Iterable[str]] = ..., contents: _Optional[_Iterable[str]] = ...) -> None: ...

class LoadRegistryAnswer(_message.Message):
    __slots__ = ("states", "persons", "memberships", "posts", "processed", "erased")
    STATES_FIELD_NUMBER: _ClassVar[int]
    PERSONS_FIELD_NUMBER: _ClassVar[int]
    MEMBERSHIPS_FIELD_NUMBER: _ClassVar[int]
    POSTS_FIELD_NUMBER: _ClassVar[int]
    PROCESSED_FIELD_NUMBER: _ClassVar[int]
    ERASED_FIELD_NUMBER: _ClassVar[int]
    states: _containers.RepeatedCompositeFieldContainer[_events_pb2.OrganizationState]
    persons: _containers.RepeatedScalarFieldContainer[str]
    memberships: _containers.RepeatedCompositeFieldContainer[Membership]
    posts: _containers.RepeatedCompositeFieldContainer[Post]
    processed: _containers.RepeatedCompositeFieldContainer[_common_pb2.ProcessedCommand]
    erased: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, states: _Optional[_Iterable[_Union[_events_pb2.OrganizationState, _Mapping]]] = ..., persons: _Optional[_Iterable[str]] = ..., memberships: _Optional[_Iterable[_Union[Membership, _Mapping]]] = ..., posts: _Optional[_Iterable[_Union[Post, _Mapping]]] = ..., processed: _Optional[_Iterable[_Union[_common_pb2.ProcessedCommand, _Mapping]]] = ..., erased: _Optional[_Iterable[str]] = ...) -> None: ...

class GrantRole(_message.Message):
    __slots__ = ("idempotency_key", "holder", "role", "subjects", "since", "until")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    holder: str
    role: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    since: str
    until: str
    def __init__(self, idempotency_key: _Optional[str] = ..., holder: _Optional[str] = ..., role: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ..., since: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class GrantRolesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[GrantRole]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[GrantRole, _Mapping]]] = ...) -> None: ...

class RevokeGrant(_message.Message):
    __slots__ = ("idempotency_key", "grant")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    GRANT_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    grant: str
    def __init__(self, idempotency_key: _Optional[str] = ..., grant: _Optional[str] = ...) -> None: ...

class RevokeGrantsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RevokeGrant]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RevokeGrant, _Mapping]]] = ...) -> None: ...

class Grant(_message.Message):
    __slots__ = ("city", "grant", "holder", "role", "subjects", "since", "until")
    CITY_FIELD_NUMBER: _ClassVar[int]
    GRANT_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    ROLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    city: str
    grant: str
    holder: str
    role: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    since: str
    until: str
    def __init__(self, city: _Optional[str] = ..., grant: _Optional[str] = ..., holder: _Optional[str] = ..., role: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ..., since: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class ListGrantsRequest(_message.Message):
    __slots__ = ("city", "holder")
    CITY_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    city: str
    holder: str
    def __init__(self, city: _Optional[str] = ..., holder: _Optional[str] = ...) -> None: ...

class ListOwnGrantsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListGrantsAnswer(_message.Message):
    __slots__ = ("grants",)
    GRANTS_FIELD_NUMBER: _ClassVar[int]
    grants: _containers.RepeatedCompositeFieldContainer[Grant]
    def __init__(self, grants: _Optional[_Iterable[_Union[Grant, _Mapping]]] = ...) -> None: ...

class SignIn(_message.Message):
    __slots__ = ("caller", "origin", "refusal", "times", "at")
    CALLER_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    REFUSAL_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    caller: str
    origin: str
    refusal: str
    times: int
    at: str
    def __init__(self, caller: _Optional[str] = ..., origin: _Optional[str] = ..., refusal: _Optional[str] = ..., times: _Optional[int] = ..., at: _Optional[str] = ...) -> None: ...

class ReportSignInsRequest(_message.Message):
    __slots__ = ("sign_ins",)
    SIGN_INS_FIELD_NUMBER: _ClassVar[int]
    sign_ins: _containers.RepeatedCompositeFieldContainer[SignIn]
    def __init__(self, sign_ins: _Optional[_Iterable[_Union[SignIn, _Mapping]]] = ...) -> None: ...

class ReportSignInsAnswer(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
