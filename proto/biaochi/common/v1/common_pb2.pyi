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
    __slots__ = ("idempotency_key", "content_hash")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CONTENT_HASH_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    content_hash: str
    def __init__(self, idempotency_key: _Optional[str] = ..., content_hash: _Optional[str] = ...) -> None: ...
