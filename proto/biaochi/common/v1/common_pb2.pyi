from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Refusal(_message.Message):
    __slots__ = ("code", "sentence", "retryable", "index", "field", "details", "placed")
    class DetailsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    CODE_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    RETRYABLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    PLACED_FIELD_NUMBER: _ClassVar[int]
    code: str
    sentence: str
    retryable: bool
    index: int
    field: str
    details: _containers.ScalarMap[str, str]
    placed: bool
    def __init__(self, code: _Optional[str] = ..., sentence: _Optional[str] = ..., retryable: _Optional[bool] = ..., index: _Optional[int] = ..., field: _Optional[str] = ..., details: _Optional[_Mapping[str, str]] = ..., placed: _Optional[bool] = ...) -> None: ...

class Written(_message.Message):
    __slots__ = ("code", "already", "awaits_signature")
    CODE_FIELD_NUMBER: _ClassVar[int]
    ALREADY_FIELD_NUMBER: _ClassVar[int]
    AWAITS_SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    code: str
    already: bool
    awaits_signature: bool
    def __init__(self, code: _Optional[str] = ..., already: _Optional[bool] = ..., awaits_signature: _Optional[bool] = ...) -> None: ...

class WriteAnswer(_message.Message):
    __slots__ = ("written", "position", "refusals")
    WRITTEN_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    REFUSALS_FIELD_NUMBER: _ClassVar[int]
    written: _containers.RepeatedCompositeFieldContainer[Written]
    position: str
    refusals: _containers.RepeatedCompositeFieldContainer[Refusal]
    def __init__(self, written: _Optional[_Iterable[_Union[Written, _Mapping]]] = ..., position: _Optional[str] = ..., refusals: _Optional[_Iterable[_Union[Refusal, _Mapping]]] = ...) -> None: ...

class AuditHead(_message.Message):
    __slots__ = ("service", "number", "algorithm", "hash", "signed_by", "signature")
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ALGORITHM_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_FIELD_NUMBER: _ClassVar[int]
    SIGNATURE_FIELD_NUMBER: _ClassVar[int]
    service: str
    number: int
    algorithm: str
    hash: str
    signed_by: str
    signature: str
    def __init__(self, service: _Optional[str] = ..., number: _Optional[int] = ..., algorithm: _Optional[str] = ..., hash: _Optional[str] = ..., signed_by: _Optional[str] = ..., signature: _Optional[str] = ...) -> None: ...

class ListAuditTrailRequest(_message.Message):
    __slots__ = ("city", "caller", "action", "outcome", "first", "after", "last", "before", "written_from", "written_until", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    WRITTEN_FROM_FIELD_NUMBER: _ClassVar[int]
    WRITTEN_UNTIL_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    caller: str
    action: str
    outcome: str
    first: int
    after: str
    last: int
    before: str
    written_from: str
    written_until: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., caller: _Optional[str] = ..., action: _Optional[str] = ..., outcome: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., written_from: _Optional[str] = ..., written_until: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class AuditEntry(_message.Message):
    __slots__ = ("number", "at", "action", "outcome", "caller", "via", "origin", "subjects", "content", "purpose", "trace", "times", "algorithm", "hash")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    VIA_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    TRACE_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    ALGORITHM_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    number: int
    at: str
    action: str
    outcome: str
    caller: str
    via: str
    origin: str
    subjects: str
    content: str
    purpose: str
    trace: str
    times: int
    algorithm: str
    hash: str
    def __init__(self, number: _Optional[int] = ..., at: _Optional[str] = ..., action: _Optional[str] = ..., outcome: _Optional[str] = ..., caller: _Optional[str] = ..., via: _Optional[str] = ..., origin: _Optional[str] = ..., subjects: _Optional[str] = ..., content: _Optional[str] = ..., purpose: _Optional[str] = ..., trace: _Optional[str] = ..., times: _Optional[int] = ..., algorithm: _Optional[str] = ..., hash: _Optional[str] = ...) -> None: ...

class ListAuditTrailAnswer(_message.Message):
    __slots__ = ("entries", "total", "has_more", "has_previous")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[AuditEntry]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, entries: _Optional[_Iterable[_Union[AuditEntry, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class AwaitingSignature(_message.Message):
    __slots__ = ("command", "idempotency_key", "fields", "signer", "at", "until")
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    SIGNER_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    command: str
    idempotency_key: str
    fields: _containers.RepeatedCompositeFieldContainer[CommandField]
    signer: str
    at: str
    until: str
    def __init__(self, command: _Optional[str] = ..., idempotency_key: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[CommandField, _Mapping]]] = ..., signer: _Optional[str] = ..., at: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class CommandField(_message.Message):
    __slots__ = ("name", "text")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    name: str
    text: str
    def __init__(self, name: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class ListAwaitingSignaturesRequest(_message.Message):
    __slots__ = ("city",)
    CITY_FIELD_NUMBER: _ClassVar[int]
    city: str
    def __init__(self, city: _Optional[str] = ...) -> None: ...

class ListAwaitingSignaturesAnswer(_message.Message):
    __slots__ = ("awaiting", "has_more")
    AWAITING_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    awaiting: _containers.RepeatedCompositeFieldContainer[AwaitingSignature]
    has_more: bool
    def __init__(self, awaiting: _Optional[_Iterable[_Union[AwaitingSignature, _Mapping]]] = ..., has_more: _Optional[bool] = ...) -> None: ...

class ProcessedCommand(_message.Message):
    __slots__ = ("idempotency_key", "content_hash", "code")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CONTENT_HASH_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    content_hash: str
    code: str
    def __init__(self, idempotency_key: _Optional[str] = ..., content_hash: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class ListProcessedCommandsRequest(_message.Message):
    __slots__ = ("city", "prefix", "after", "first")
    CITY_FIELD_NUMBER: _ClassVar[int]
    PREFIX_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    city: str
    prefix: str
    after: str
    first: int
    def __init__(self, city: _Optional[str] = ..., prefix: _Optional[str] = ..., after: _Optional[str] = ..., first: _Optional[int] = ...) -> None: ...

class ListProcessedCommandsAnswer(_message.Message):
    __slots__ = ("commands", "has_more")
    COMMANDS_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    commands: _containers.RepeatedCompositeFieldContainer[ProcessedCommand]
    has_more: bool
    def __init__(self, commands: _Optional[_Iterable[_Union[ProcessedCommand, _Mapping]]] = ..., has_more: _Optional[bool] = ...) -> None: ...
