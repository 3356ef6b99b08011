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
    __slots__ = ("code", "already")
    CODE_FIELD_NUMBER: _ClassVar[int]
    ALREADY_FIELD_NUMBER: _ClassVar[int]
    code: str
    already: bool
    def __init__(self, code: _Optional[str] = ..., already: _Optional[bool] = ...) -> None: ...

class WriteAnswer(_message.Message):
    __slots__ = ("written", "position", "refusals")
    WRITTEN_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    REFUSALS_FIELD_NUMBER: _ClassVar[int]
    written: _containers.RepeatedCompositeFieldContainer[Written]
    position: str
    refusals: _containers.RepeatedCompositeFieldContainer[Refusal]
    def __init__(self, written: _Optional[_Iterable[_Union[Written, _Mapping]]] = ..., position: _Optional[str] = ..., refusals: _Optional[_Iterable[_Union[Refusal, _Mapping]]] = ...) -> None: ...

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
