from biaochi.assessment.v1 import events_pb2 as _events_pb2
from biaochi.common.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OpenCycle(_message.Message):
    __slots__ = ("idempotency_key", "code")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class OpenCyclesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[OpenCycle]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[OpenCycle, _Mapping]]] = ...) -> None: ...

class CloseCycle(_message.Message):
    __slots__ = ("idempotency_key", "code")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class CloseCyclesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CloseCycle]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CloseCycle, _Mapping]]] = ...) -> None: ...

class RecordLedgerEntry(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "amount", "clause", "case", "evidence", "note", "occurred_on", "level", "department", "owners", "raised", "reason", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    OWNERS_FIELD_NUMBER: _ClassVar[int]
    RAISED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    amount: str
    clause: str
    case: str
    evidence: str
    note: str
    occurred_on: str
    level: str
    department: str
    owners: int
    raised: bool
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., amount: _Optional[str] = ..., clause: _Optional[str] = ..., case: _Optional[str] = ..., evidence: _Optional[str] = ..., note: _Optional[str] = ..., occurred_on: _Optional[str] = ..., level: _Optional[str] = ..., department: _Optional[str] = ..., owners: _Optional[int] = ..., raised: _Optional[bool] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class RecordLedgerEntriesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RecordLedgerEntry]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RecordLedgerEntry, _Mapping]]] = ...) -> None: ...

class RecordCheck(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "amount", "clause", "case", "evidence", "note", "occurred_on", "level", "department", "owners", "raised", "reason", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    OWNERS_FIELD_NUMBER: _ClassVar[int]
    RAISED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    amount: str
    clause: str
    case: str
    evidence: str
    note: str
    occurred_on: str
    level: str
    department: str
    owners: int
    raised: bool
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., amount: _Optional[str] = ..., clause: _Optional[str] = ..., case: _Optional[str] = ..., evidence: _Optional[str] = ..., note: _Optional[str] = ..., occurred_on: _Optional[str] = ..., level: _Optional[str] = ..., department: _Optional[str] = ..., owners: _Optional[int] = ..., raised: _Optional[bool] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class RecordChecksRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RecordCheck]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RecordCheck, _Mapping]]] = ...) -> None: ...

class RecordVeto(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "clause", "case", "evidence", "note", "occurred_on", "level", "department", "owners", "raised", "reason", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    OWNERS_FIELD_NUMBER: _ClassVar[int]
    RAISED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    clause: str
    case: str
    evidence: str
    note: str
    occurred_on: str
    level: str
    department: str
    owners: int
    raised: bool
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., clause: _Optional[str] = ..., case: _Optional[str] = ..., evidence: _Optional[str] = ..., note: _Optional[str] = ..., occurred_on: _Optional[str] = ..., level: _Optional[str] = ..., department: _Optional[str] = ..., owners: _Optional[int] = ..., raised: _Optional[bool] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class RecordVetoesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RecordVeto]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RecordVeto, _Mapping]]] = ...) -> None: ...

class IssueTask(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "task", "title", "share", "points", "due_on", "clause", "note", "level", "reason", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    task: str
    title: str
    share: str
    points: str
    due_on: str
    clause: str
    note: str
    level: str
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., task: _Optional[str] = ..., title: _Optional[str] = ..., share: _Optional[str] = ..., points: _Optional[str] = ..., due_on: _Optional[str] = ..., clause: _Optional[str] = ..., note: _Optional[str] = ..., level: _Optional[str] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class IssueTasksRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[IssueTask]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[IssueTask, _Mapping]]] = ...) -> None: ...

class CompleteTask(_message.Message):
    __slots__ = ("idempotency_key", "task", "amount", "occurred_on", "evidence", "note")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    task: str
    amount: str
    occurred_on: str
    evidence: str
    note: str
    def __init__(self, idempotency_key: _Optional[str] = ..., task: _Optional[str] = ..., amount: _Optional[str] = ..., occurred_on: _Optional[str] = ..., evidence: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class CompleteTasksRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CompleteTask]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CompleteTask, _Mapping]]] = ...) -> None: ...

class SubmitRating(_message.Message):
    __slots__ = ("idempotency_key", "rater", "subject", "indicator", "period", "amount", "note", "clause", "reason", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    RATER_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    rater: str
    subject: str
    indicator: str
    period: str
    amount: str
    note: str
    clause: str
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., rater: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., amount: _Optional[str] = ..., note: _Optional[str] = ..., clause: _Optional[str] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class SubmitRatingsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[SubmitRating]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[SubmitRating, _Mapping]]] = ...) -> None: ...

class RecordBonus(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "clause", "note", "reason", "signed", "case", "evidence", "occurred_on", "level", "department", "owners", "raised")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    OWNERS_FIELD_NUMBER: _ClassVar[int]
    RAISED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    clause: str
    note: str
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    case: str
    evidence: str
    occurred_on: str
    level: str
    department: str
    owners: int
    raised: bool
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., clause: _Optional[str] = ..., note: _Optional[str] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ..., case: _Optional[str] = ..., evidence: _Optional[str] = ..., occurred_on: _Optional[str] = ..., level: _Optional[str] = ..., department: _Optional[str] = ..., owners: _Optional[int] = ..., raised: _Optional[bool] = ...) -> None: ...

class RecordBonusesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RecordBonus]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RecordBonus, _Mapping]]] = ...) -> None: ...

class RecordChoice(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "clause", "note", "reason", "signed", "case", "evidence", "occurred_on", "level", "department", "owners", "raised", "choice")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    OWNERS_FIELD_NUMBER: _ClassVar[int]
    RAISED_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    clause: str
    note: str
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    case: str
    evidence: str
    occurred_on: str
    level: str
    department: str
    owners: int
    raised: bool
    choice: str
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., clause: _Optional[str] = ..., note: _Optional[str] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ..., case: _Optional[str] = ..., evidence: _Optional[str] = ..., occurred_on: _Optional[str] = ..., level: _Optional[str] = ..., department: _Optional[str] = ..., owners: _Optional[int] = ..., raised: _Optional[bool] = ..., choice: _Optional[str] = ...) -> None: ...

class RecordChoicesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RecordChoice]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RecordChoice, _Mapping]]] = ...) -> None: ...

class RecordDecision(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "clause", "note", "reason", "signed", "case", "evidence", "occurred_on", "level", "department", "owners", "raised", "choice", "amount")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    OWNERS_FIELD_NUMBER: _ClassVar[int]
    RAISED_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    clause: str
    note: str
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    case: str
    evidence: str
    occurred_on: str
    level: str
    department: str
    owners: int
    raised: bool
    choice: str
    amount: str
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., clause: _Optional[str] = ..., note: _Optional[str] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ..., case: _Optional[str] = ..., evidence: _Optional[str] = ..., occurred_on: _Optional[str] = ..., level: _Optional[str] = ..., department: _Optional[str] = ..., owners: _Optional[int] = ..., raised: _Optional[bool] = ..., choice: _Optional[str] = ..., amount: _Optional[str] = ...) -> None: ...

class RecordDecisionsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RecordDecision]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RecordDecision, _Mapping]]] = ...) -> None: ...

class CastBallot(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "clause", "note", "reason", "signed", "rater", "panel", "choice")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    RATER_FIELD_NUMBER: _ClassVar[int]
    PANEL_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    clause: str
    note: str
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    rater: str
    panel: str
    choice: str
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., clause: _Optional[str] = ..., note: _Optional[str] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ..., rater: _Optional[str] = ..., panel: _Optional[str] = ..., choice: _Optional[str] = ...) -> None: ...

class CastBallotsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[CastBallot]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[CastBallot, _Mapping]]] = ...) -> None: ...

class RecordRung(_message.Message):
    __slots__ = ("idempotency_key", "subject", "indicator", "period", "rung", "clause", "note", "reason", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    RUNG_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    subject: str
    indicator: str
    period: str
    rung: str
    clause: str
    note: str
    reason: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., rung: _Optional[str] = ..., clause: _Optional[str] = ..., note: _Optional[str] = ..., reason: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class RecordRungsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RecordRung]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RecordRung, _Mapping]]] = ...) -> None: ...

class GrantHonour(_message.Message):
    __slots__ = ("idempotency_key", "organization", "period", "title", "level", "granted_on", "note")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    GRANTED_ON_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    organization: str
    period: str
    title: str
    level: str
    granted_on: str
    note: str
    def __init__(self, idempotency_key: _Optional[str] = ..., organization: _Optional[str] = ..., period: _Optional[str] = ..., title: _Optional[str] = ..., level: _Optional[str] = ..., granted_on: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class GrantHonoursRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[GrantHonour]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[GrantHonour, _Mapping]]] = ...) -> None: ...

class ReverseFact(_message.Message):
    __slots__ = ("idempotency_key", "fact", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    FACT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    fact: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., fact: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ReverseFactsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[ReverseFact]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[ReverseFact, _Mapping]]] = ...) -> None: ...

class Cycle(_message.Message):
    __slots__ = ("city", "code", "periods", "models", "closed", "facts_hash", "opened_at", "closed_at")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    PERIODS_FIELD_NUMBER: _ClassVar[int]
    MODELS_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    FACTS_HASH_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    CLOSED_AT_FIELD_NUMBER: _ClassVar[int]
    city: str
    code: str
    periods: _containers.RepeatedCompositeFieldContainer[_events_pb2.Period]
    models: _containers.RepeatedCompositeFieldContainer[_events_pb2.PinnedModel]
    closed: bool
    facts_hash: str
    opened_at: str
    closed_at: str
    def __init__(self, city: _Optional[str] = ..., code: _Optional[str] = ..., periods: _Optional[_Iterable[_Union[_events_pb2.Period, _Mapping]]] = ..., models: _Optional[_Iterable[_Union[_events_pb2.PinnedModel, _Mapping]]] = ..., closed: _Optional[bool] = ..., facts_hash: _Optional[str] = ..., opened_at: _Optional[str] = ..., closed_at: _Optional[str] = ...) -> None: ...

class OpenWorkItem(_message.Message):
    __slots__ = ("idempotency_key", "kind", "code", "organization", "on", "title", "words", "parent", "due_on", "fields", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    kind: str
    code: str
    organization: str
    on: str
    title: str
    words: str
    parent: str
    due_on: str
    fields: _containers.RepeatedCompositeFieldContainer[_events_pb2.FieldValue]
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., kind: _Optional[str] = ..., code: _Optional[str] = ..., organization: _Optional[str] = ..., on: _Optional[str] = ..., title: _Optional[str] = ..., words: _Optional[str] = ..., parent: _Optional[str] = ..., due_on: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[_events_pb2.FieldValue, _Mapping]]] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class OpenWorkItemsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[OpenWorkItem]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[OpenWorkItem, _Mapping]]] = ...) -> None: ...

class AdvanceWorkItem(_message.Message):
    __slots__ = ("idempotency_key", "item", "step", "on", "words", "due_on", "fields", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    item: str
    step: str
    on: str
    words: str
    due_on: str
    fields: _containers.RepeatedCompositeFieldContainer[_events_pb2.FieldValue]
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., item: _Optional[str] = ..., step: _Optional[str] = ..., on: _Optional[str] = ..., words: _Optional[str] = ..., due_on: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[_events_pb2.FieldValue, _Mapping]]] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class AdvanceWorkItemsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[AdvanceWorkItem]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[AdvanceWorkItem, _Mapping]]] = ...) -> None: ...

class WithdrawWorkItem(_message.Message):
    __slots__ = ("idempotency_key", "item", "on", "reason")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    item: str
    on: str
    reason: str
    def __init__(self, idempotency_key: _Optional[str] = ..., item: _Optional[str] = ..., on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class WithdrawWorkItemsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[WithdrawWorkItem]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[WithdrawWorkItem, _Mapping]]] = ...) -> None: ...

class ListWorkKindsRequest(_message.Message):
    __slots__ = ("city",)
    CITY_FIELD_NUMBER: _ClassVar[int]
    city: str
    def __init__(self, city: _Optional[str] = ...) -> None: ...

class ListWorkKindsAnswer(_message.Message):
    __slots__ = ("kinds",)
    KINDS_FIELD_NUMBER: _ClassVar[int]
    kinds: _containers.RepeatedScalarFieldContainer[bytes]
    def __init__(self, kinds: _Optional[_Iterable[bytes]] = ...) -> None: ...

class ListWorkItemsRequest(_message.Message):
    __slots__ = ("city", "cycle", "kind", "noun", "organization", "parent", "state", "open_only", "overdue_on", "opened_from", "opened_until", "first", "after", "last", "before", "search", "order", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NOUN_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OPEN_ONLY_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_ON_FIELD_NUMBER: _ClassVar[int]
    OPENED_FROM_FIELD_NUMBER: _ClassVar[int]
    OPENED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    SEARCH_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    kind: str
    noun: str
    organization: str
    parent: str
    state: str
    open_only: bool
    overdue_on: str
    opened_from: str
    opened_until: str
    first: int
    after: str
    last: int
    before: str
    search: str
    order: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., kind: _Optional[str] = ..., noun: _Optional[str] = ..., organization: _Optional[str] = ..., parent: _Optional[str] = ..., state: _Optional[str] = ..., open_only: _Optional[bool] = ..., overdue_on: _Optional[str] = ..., opened_from: _Optional[str] = ..., opened_until: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., search: _Optional[str] = ..., order: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class ListWorkItemsAnswer(_message.Message):
    __slots__ = ("items", "total", "has_more", "has_previous")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[_events_pb2.WorkItem]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, items: _Optional[_Iterable[_Union[_events_pb2.WorkItem, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class BatchListWorkItemsRequest(_message.Message):
    __slots__ = ("city", "cycle", "noun", "organizations", "most")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    NOUN_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    MOST_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    noun: str
    organizations: _containers.RepeatedScalarFieldContainer[str]
    most: int
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., noun: _Optional[str] = ..., organizations: _Optional[_Iterable[str]] = ..., most: _Optional[int] = ...) -> None: ...

class BatchListWorkItemsAnswer(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[_events_pb2.WorkItem]
    def __init__(self, items: _Optional[_Iterable[_Union[_events_pb2.WorkItem, _Mapping]]] = ...) -> None: ...

class BatchGetWorkItemsRequest(_message.Message):
    __slots__ = ("city", "codes")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    city: str
    codes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., codes: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetWorkItemsAnswer(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[_events_pb2.WorkItem]
    def __init__(self, items: _Optional[_Iterable[_Union[_events_pb2.WorkItem, _Mapping]]] = ...) -> None: ...

class ListWorkStepsRequest(_message.Message):
    __slots__ = ("city", "items")
    CITY_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    city: str
    items: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., items: _Optional[_Iterable[str]] = ...) -> None: ...

class ListWorkStepsAnswer(_message.Message):
    __slots__ = ("steps",)
    STEPS_FIELD_NUMBER: _ClassVar[int]
    steps: _containers.RepeatedCompositeFieldContainer[_events_pb2.WorkStep]
    def __init__(self, steps: _Optional[_Iterable[_Union[_events_pb2.WorkStep, _Mapping]]] = ...) -> None: ...

class ListWorkDueRequest(_message.Message):
    __slots__ = ("city", "organization", "as_of")
    CITY_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    city: str
    organization: str
    as_of: str
    def __init__(self, city: _Optional[str] = ..., organization: _Optional[str] = ..., as_of: _Optional[str] = ...) -> None: ...

class WorkDue(_message.Message):
    __slots__ = ("kind", "period", "deadline", "provisional", "state", "item", "done_on")
    KIND_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    PROVISIONAL_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    DONE_ON_FIELD_NUMBER: _ClassVar[int]
    kind: str
    period: str
    deadline: str
    provisional: bool
    state: str
    item: str
    done_on: str
    def __init__(self, kind: _Optional[str] = ..., period: _Optional[str] = ..., deadline: _Optional[str] = ..., provisional: _Optional[bool] = ..., state: _Optional[str] = ..., item: _Optional[str] = ..., done_on: _Optional[str] = ...) -> None: ...

class ListWorkDueAnswer(_message.Message):
    __slots__ = ("due",)
    DUE_FIELD_NUMBER: _ClassVar[int]
    due: _containers.RepeatedCompositeFieldContainer[WorkDue]
    def __init__(self, due: _Optional[_Iterable[_Union[WorkDue, _Mapping]]] = ...) -> None: ...

class ListWorkNoticesRequest(_message.Message):
    __slots__ = ("city", "cycle", "organization", "kind", "stage", "first", "after", "last", "before", "period", "said_from", "said_until", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    SAID_FROM_FIELD_NUMBER: _ClassVar[int]
    SAID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    organization: str
    kind: str
    stage: str
    first: int
    after: str
    last: int
    before: str
    period: str
    said_from: str
    said_until: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., organization: _Optional[str] = ..., kind: _Optional[str] = ..., stage: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., period: _Optional[str] = ..., said_from: _Optional[str] = ..., said_until: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class NumberedNotice(_message.Message):
    __slots__ = ("number", "notice")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    number: str
    notice: _events_pb2.WorkNotice
    def __init__(self, number: _Optional[str] = ..., notice: _Optional[_Union[_events_pb2.WorkNotice, _Mapping]] = ...) -> None: ...

class ListWorkNoticesAnswer(_message.Message):
    __slots__ = ("notices", "total", "has_more", "has_previous")
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    notices: _containers.RepeatedCompositeFieldContainer[NumberedNotice]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, notices: _Optional[_Iterable[_Union[NumberedNotice, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class ListBurdensRequest(_message.Message):
    __slots__ = ("city", "organization", "as_of")
    CITY_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    city: str
    organization: str
    as_of: str
    def __init__(self, city: _Optional[str] = ..., organization: _Optional[str] = ..., as_of: _Optional[str] = ...) -> None: ...

class Burden(_message.Message):
    __slots__ = ("key", "title", "provenance", "source", "required", "done", "a_year_before", "most", "per", "period", "choice", "choice_title")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    A_YEAR_BEFORE_FIELD_NUMBER: _ClassVar[int]
    MOST_FIELD_NUMBER: _ClassVar[int]
    PER_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    CHOICE_TITLE_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    provenance: str
    source: str
    required: str
    done: str
    a_year_before: str
    most: str
    per: str
    period: str
    choice: str
    choice_title: str
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., required: _Optional[str] = ..., done: _Optional[str] = ..., a_year_before: _Optional[str] = ..., most: _Optional[str] = ..., per: _Optional[str] = ..., period: _Optional[str] = ..., choice: _Optional[str] = ..., choice_title: _Optional[str] = ...) -> None: ...

class ListBurdensAnswer(_message.Message):
    __slots__ = ("burdens",)
    BURDENS_FIELD_NUMBER: _ClassVar[int]
    burdens: _containers.RepeatedCompositeFieldContainer[Burden]
    def __init__(self, burdens: _Optional[_Iterable[_Union[Burden, _Mapping]]] = ...) -> None: ...

class ListWorkQuotasRequest(_message.Message):
    __slots__ = ("city", "cycle", "as_of")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    as_of: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., as_of: _Optional[str] = ...) -> None: ...

class FilledQuota(_message.Message):
    __slots__ = ("kind", "key", "title", "provenance", "source", "percent", "of", "most", "nominated", "selected", "commended", "exceptions", "list_cycle")
    KIND_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    PERCENT_FIELD_NUMBER: _ClassVar[int]
    OF_FIELD_NUMBER: _ClassVar[int]
    MOST_FIELD_NUMBER: _ClassVar[int]
    NOMINATED_FIELD_NUMBER: _ClassVar[int]
    SELECTED_FIELD_NUMBER: _ClassVar[int]
    COMMENDED_FIELD_NUMBER: _ClassVar[int]
    EXCEPTIONS_FIELD_NUMBER: _ClassVar[int]
    LIST_CYCLE_FIELD_NUMBER: _ClassVar[int]
    kind: str
    key: str
    title: str
    provenance: str
    source: str
    percent: int
    of: int
    most: int
    nominated: int
    selected: int
    commended: int
    exceptions: _containers.RepeatedCompositeFieldContainer[QuotaException]
    list_cycle: str
    def __init__(self, kind: _Optional[str] = ..., key: _Optional[str] = ..., title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., percent: _Optional[int] = ..., of: _Optional[int] = ..., most: _Optional[int] = ..., nominated: _Optional[int] = ..., selected: _Optional[int] = ..., commended: _Optional[int] = ..., exceptions: _Optional[_Iterable[_Union[QuotaException, _Mapping]]] = ..., list_cycle: _Optional[str] = ...) -> None: ...

class QuotaException(_message.Message):
    __slots__ = ("item", "reason")
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    item: str
    reason: str
    def __init__(self, item: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ListWorkQuotasAnswer(_message.Message):
    __slots__ = ("quotas",)
    QUOTAS_FIELD_NUMBER: _ClassVar[int]
    quotas: _containers.RepeatedCompositeFieldContainer[FilledQuota]
    def __init__(self, quotas: _Optional[_Iterable[_Union[FilledQuota, _Mapping]]] = ...) -> None: ...

class ListCyclesRequest(_message.Message):
    __slots__ = ("city",)
    CITY_FIELD_NUMBER: _ClassVar[int]
    city: str
    def __init__(self, city: _Optional[str] = ...) -> None: ...

class ListCyclesAnswer(_message.Message):
    __slots__ = ("cycles",)
    CYCLES_FIELD_NUMBER: _ClassVar[int]
    cycles: _containers.RepeatedCompositeFieldContainer[Cycle]
    def __init__(self, cycles: _Optional[_Iterable[_Union[Cycle, _Mapping]]] = ...) -> None: ...

class StoredFact(_message.Message):
    __slots__ = ("fact", "reversed_by", "reversal_reason", "reversed_at", "reversal_recorded_by")
    FACT_FIELD_NUMBER: _ClassVar[int]
    REVERSED_BY_FIELD_NUMBER: _ClassVar[int]
    REVERSAL_REASON_FIELD_NUMBER: _ClassVar[int]
    REVERSED_AT_FIELD_NUMBER: _ClassVar[int]
    REVERSAL_RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    fact: _events_pb2.Fact
    reversed_by: str
    reversal_reason: str
    reversed_at: str
    reversal_recorded_by: str
    def __init__(self, fact: _Optional[_Union[_events_pb2.Fact, _Mapping]] = ..., reversed_by: _Optional[str] = ..., reversal_reason: _Optional[str] = ..., reversed_at: _Optional[str] = ..., reversal_recorded_by: _Optional[str] = ...) -> None: ...

class ListFactsRequest(_message.Message):
    __slots__ = ("city", "cycle", "subject", "indicator", "period", "kind", "first", "after", "last", "before", "recorded_by", "recorded_from", "recorded_until", "occurred_from", "occurred_until", "order", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FROM_FIELD_NUMBER: _ClassVar[int]
    RECORDED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_FROM_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    subject: str
    indicator: str
    period: str
    kind: str
    first: int
    after: str
    last: int
    before: str
    recorded_by: str
    recorded_from: str
    recorded_until: str
    occurred_from: str
    occurred_until: str
    order: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., kind: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., recorded_by: _Optional[str] = ..., recorded_from: _Optional[str] = ..., recorded_until: _Optional[str] = ..., occurred_from: _Optional[str] = ..., occurred_until: _Optional[str] = ..., order: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class ListFactsAnswer(_message.Message):
    __slots__ = ("facts", "total", "has_more", "has_previous")
    FACTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    facts: _containers.RepeatedCompositeFieldContainer[StoredFact]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, facts: _Optional[_Iterable[_Union[StoredFact, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class BatchGetFactsRequest(_message.Message):
    __slots__ = ("city", "numbers")
    CITY_FIELD_NUMBER: _ClassVar[int]
    NUMBERS_FIELD_NUMBER: _ClassVar[int]
    city: str
    numbers: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., numbers: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetFactsAnswer(_message.Message):
    __slots__ = ("facts",)
    FACTS_FIELD_NUMBER: _ClassVar[int]
    facts: _containers.RepeatedCompositeFieldContainer[StoredFact]
    def __init__(self, facts: _Optional[_Iterable[_Union[StoredFact, _Mapping]]] = ...) -> None: ...

class SealedText(_message.Message):
    __slots__ = ("subject", "text")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    subject: str
    text: str
    def __init__(self, subject: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class BatchGetTextsRequest(_message.Message):
    __slots__ = ("city", "texts")
    CITY_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    city: str
    texts: _containers.RepeatedCompositeFieldContainer[SealedText]
    def __init__(self, city: _Optional[str] = ..., texts: _Optional[_Iterable[_Union[SealedText, _Mapping]]] = ...) -> None: ...

class BatchGetTextsAnswer(_message.Message):
    __slots__ = ("texts",)
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    texts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, texts: _Optional[_Iterable[str]] = ...) -> None: ...

class Task(_message.Message):
    __slots__ = ("task", "subject", "indicator", "period", "title", "share", "points", "due_on", "earned", "completed_on")
    TASK_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    EARNED_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_ON_FIELD_NUMBER: _ClassVar[int]
    task: str
    subject: str
    indicator: str
    period: str
    title: str
    share: str
    points: str
    due_on: str
    earned: str
    completed_on: str
    def __init__(self, task: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., title: _Optional[str] = ..., share: _Optional[str] = ..., points: _Optional[str] = ..., due_on: _Optional[str] = ..., earned: _Optional[str] = ..., completed_on: _Optional[str] = ...) -> None: ...

class ListTasksRequest(_message.Message):
    __slots__ = ("city", "cycle", "subject", "period", "open_only", "first", "after", "last", "before", "task", "indicator", "due_from", "due_until", "order", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    OPEN_ONLY_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    DUE_FROM_FIELD_NUMBER: _ClassVar[int]
    DUE_UNTIL_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    subject: str
    period: str
    open_only: bool
    first: int
    after: str
    last: int
    before: str
    task: str
    indicator: str
    due_from: str
    due_until: str
    order: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., subject: _Optional[str] = ..., period: _Optional[str] = ..., open_only: _Optional[bool] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., task: _Optional[str] = ..., indicator: _Optional[str] = ..., due_from: _Optional[str] = ..., due_until: _Optional[str] = ..., order: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class ListTasksAnswer(_message.Message):
    __slots__ = ("tasks", "total", "has_more", "has_previous")
    TASKS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    tasks: _containers.RepeatedCompositeFieldContainer[Task]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, tasks: _Optional[_Iterable[_Union[Task, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class RatingDue(_message.Message):
    __slots__ = ("rater", "subject", "indicator", "period")
    RATER_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    rater: str
    subject: str
    indicator: str
    period: str
    def __init__(self, rater: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ...) -> None: ...

class ListRatingsDueRequest(_message.Message):
    __slots__ = ("city", "cycle", "period", "rater", "first", "after", "last", "before", "subject")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    RATER_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    period: str
    rater: str
    first: int
    after: str
    last: int
    before: str
    subject: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., period: _Optional[str] = ..., rater: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., subject: _Optional[str] = ...) -> None: ...

class ListRatingsDueAnswer(_message.Message):
    __slots__ = ("due", "total", "has_more", "has_previous")
    DUE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    due: _containers.RepeatedCompositeFieldContainer[RatingDue]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, due: _Optional[_Iterable[_Union[RatingDue, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class ListHonoursRequest(_message.Message):
    __slots__ = ("city", "cycle", "first", "after", "last", "before", "subject", "level", "occurred_from", "occurred_until", "search", "order", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_FROM_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    SEARCH_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    first: int
    after: str
    last: int
    before: str
    subject: str
    level: str
    occurred_from: str
    occurred_until: str
    search: str
    order: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., subject: _Optional[str] = ..., level: _Optional[str] = ..., occurred_from: _Optional[str] = ..., occurred_until: _Optional[str] = ..., search: _Optional[str] = ..., order: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class ListHonoursAnswer(_message.Message):
    __slots__ = ("honours", "total", "has_more", "has_previous")
    HONOURS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    honours: _containers.RepeatedCompositeFieldContainer[StoredFact]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, honours: _Optional[_Iterable[_Union[StoredFact, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class GetRulesRequest(_message.Message):
    __slots__ = ("city",)
    CITY_FIELD_NUMBER: _ClassVar[int]
    city: str
    def __init__(self, city: _Optional[str] = ...) -> None: ...

class GetRulesAnswer(_message.Message):
    __slots__ = ("title", "calendar", "models", "cycles", "work")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CALENDAR_FIELD_NUMBER: _ClassVar[int]
    MODELS_FIELD_NUMBER: _ClassVar[int]
    CYCLES_FIELD_NUMBER: _ClassVar[int]
    WORK_FIELD_NUMBER: _ClassVar[int]
    title: str
    calendar: _containers.RepeatedScalarFieldContainer[str]
    models: _containers.RepeatedScalarFieldContainer[bytes]
    cycles: _containers.RepeatedCompositeFieldContainer[Cycle]
    work: _containers.RepeatedScalarFieldContainer[bytes]
    def __init__(self, title: _Optional[str] = ..., calendar: _Optional[_Iterable[str]] = ..., models: _Optional[_Iterable[bytes]] = ..., cycles: _Optional[_Iterable[_Union[Cycle, _Mapping]]] = ..., work: _Optional[_Iterable[bytes]] = ...) -> None: ...

class RegistryState(_message.Message):
    __slots__ = ("code", "kind", "since", "until", "organization")
    CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    code: str
    kind: str
    since: str
    until: str
    organization: str
    def __init__(self, code: _Optional[str] = ..., kind: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., organization: _Optional[str] = ...) -> None: ...

class Standing(_message.Message):
    __slots__ = ("slot", "number")
    SLOT_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    slot: str
    number: str
    def __init__(self, slot: _Optional[str] = ..., number: _Optional[str] = ...) -> None: ...

class LoadDecisionContextRequest(_message.Message):
    __slots__ = ("city", "codes", "kinds", "slots", "idempotency_keys", "consequences", "cycles", "neighbours")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    SLOTS_FIELD_NUMBER: _ClassVar[int]
    IDEMPOTENCY_KEYS_FIELD_NUMBER: _ClassVar[int]
    CONSEQUENCES_FIELD_NUMBER: _ClassVar[int]
    CYCLES_FIELD_NUMBER: _ClassVar[int]
    NEIGHBOURS_FIELD_NUMBER: _ClassVar[int]
    city: str
    codes: _containers.RepeatedScalarFieldContainer[str]
    kinds: _containers.RepeatedScalarFieldContainer[str]
    slots: _containers.RepeatedScalarFieldContainer[str]
    idempotency_keys: _containers.RepeatedScalarFieldContainer[str]
    consequences: _containers.RepeatedScalarFieldContainer[str]
    cycles: _containers.RepeatedScalarFieldContainer[str]
    neighbours: _containers.RepeatedCompositeFieldContainer[FactPlace]
    def __init__(self, city: _Optional[str] = ..., codes: _Optional[_Iterable[str]] = ..., kinds: _Optional[_Iterable[str]] = ..., slots: _Optional[_Iterable[str]] = ..., idempotency_keys: _Optional[_Iterable[str]] = ..., consequences: _Optional[_Iterable[str]] = ..., cycles: _Optional[_Iterable[str]] = ..., neighbours: _Optional[_Iterable[_Union[FactPlace, _Mapping]]] = ...) -> None: ...

class FactPlace(_message.Message):
    __slots__ = ("cycle", "subject", "indicator")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    subject: str
    indicator: str
    def __init__(self, cycle: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ...) -> None: ...

class FactNeighbour(_message.Message):
    __slots__ = ("number", "cycle", "subject", "indicator", "period", "amount", "case", "department", "models")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    MODELS_FIELD_NUMBER: _ClassVar[int]
    number: str
    cycle: str
    subject: str
    indicator: str
    period: str
    amount: str
    case: str
    department: str
    models: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, number: _Optional[str] = ..., cycle: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., amount: _Optional[str] = ..., case: _Optional[str] = ..., department: _Optional[str] = ..., models: _Optional[_Iterable[str]] = ...) -> None: ...

class FollowedConsequence(_message.Message):
    __slots__ = ("code", "key", "title", "subject", "cycle", "ended", "waived")
    CODE_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ENDED_FIELD_NUMBER: _ClassVar[int]
    WAIVED_FIELD_NUMBER: _ClassVar[int]
    code: str
    key: str
    title: str
    subject: str
    cycle: str
    ended: bool
    waived: bool
    def __init__(self, code: _Optional[str] = ..., key: _Optional[str] = ..., title: _Optional[str] = ..., subject: _Optional[str] = ..., cycle: _Optional[str] = ..., ended: _Optional[bool] = ..., waived: _Optional[bool] = ...) -> None: ...

class FinalListsBefore(_message.Message):
    __slots__ = ("cycle", "before", "sizes")
    class SizesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    SIZES_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    before: str
    sizes: _containers.ScalarMap[str, int]
    def __init__(self, cycle: _Optional[str] = ..., before: _Optional[str] = ..., sizes: _Optional[_Mapping[str, int]] = ...) -> None: ...

class WaitingSignature(_message.Message):
    __slots__ = ("idempotency_key", "content_hash", "own")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CONTENT_HASH_FIELD_NUMBER: _ClassVar[int]
    OWN_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    content_hash: str
    own: bool
    def __init__(self, idempotency_key: _Optional[str] = ..., content_hash: _Optional[str] = ..., own: _Optional[bool] = ...) -> None: ...

class LoadDecisionContextAnswer(_message.Message):
    __slots__ = ("states", "standing", "tasks", "processed", "consequences", "lists", "signed", "erased", "neighbours")
    STATES_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    TASKS_FIELD_NUMBER: _ClassVar[int]
    PROCESSED_FIELD_NUMBER: _ClassVar[int]
    CONSEQUENCES_FIELD_NUMBER: _ClassVar[int]
    LISTS_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    ERASED_FIELD_NUMBER: _ClassVar[int]
    NEIGHBOURS_FIELD_NUMBER: _ClassVar[int]
    states: _containers.RepeatedCompositeFieldContainer[RegistryState]
    standing: _containers.RepeatedCompositeFieldContainer[Standing]
    tasks: _containers.RepeatedCompositeFieldContainer[_events_pb2.Fact]
    processed: _containers.RepeatedCompositeFieldContainer[_common_pb2.ProcessedCommand]
    consequences: _containers.RepeatedCompositeFieldContainer[FollowedConsequence]
    lists: _containers.RepeatedCompositeFieldContainer[FinalListsBefore]
    signed: _containers.RepeatedCompositeFieldContainer[WaitingSignature]
    erased: _containers.RepeatedScalarFieldContainer[str]
    neighbours: _containers.RepeatedCompositeFieldContainer[FactNeighbour]
    def __init__(self, states: _Optional[_Iterable[_Union[RegistryState, _Mapping]]] = ..., standing: _Optional[_Iterable[_Union[Standing, _Mapping]]] = ..., tasks: _Optional[_Iterable[_Union[_events_pb2.Fact, _Mapping]]] = ..., processed: _Optional[_Iterable[_Union[_common_pb2.ProcessedCommand, _Mapping]]] = ..., consequences: _Optional[_Iterable[_Union[FollowedConsequence, _Mapping]]] = ..., lists: _Optional[_Iterable[_Union[FinalListsBefore, _Mapping]]] = ..., signed: _Optional[_Iterable[_Union[WaitingSignature, _Mapping]]] = ..., erased: _Optional[_Iterable[str]] = ..., neighbours: _Optional[_Iterable[_Union[FactNeighbour, _Mapping]]] = ...) -> None: ...

class BeginNotice(_message.Message):
    __slots__ = ("idempotency_key", "cycle", "results_hash")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    cycle: str
    results_hash: str
    def __init__(self, idempotency_key: _Optional[str] = ..., cycle: _Optional[str] = ..., results_hash: _Optional[str] = ...) -> None: ...

class BeginNoticesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[BeginNotice]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[BeginNotice, _Mapping]]] = ...) -> None: ...

class RaiseObjection(_message.Message):
    __slots__ = ("idempotency_key", "code", "cycle", "subject", "model", "node", "period", "words", "evidence")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    NODE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    cycle: str
    subject: str
    model: str
    node: str
    period: str
    words: str
    evidence: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., cycle: _Optional[str] = ..., subject: _Optional[str] = ..., model: _Optional[str] = ..., node: _Optional[str] = ..., period: _Optional[str] = ..., words: _Optional[str] = ..., evidence: _Optional[str] = ...) -> None: ...

class RaiseObjectionsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RaiseObjection]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RaiseObjection, _Mapping]]] = ...) -> None: ...

class Correction(_message.Message):
    __slots__ = ("replaces", "indicator", "period", "amount", "choice", "level", "occurred_on", "reversal_only")
    REPLACES_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    REVERSAL_ONLY_FIELD_NUMBER: _ClassVar[int]
    replaces: str
    indicator: str
    period: str
    amount: str
    choice: str
    level: str
    occurred_on: str
    reversal_only: bool
    def __init__(self, replaces: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., amount: _Optional[str] = ..., choice: _Optional[str] = ..., level: _Optional[str] = ..., occurred_on: _Optional[str] = ..., reversal_only: _Optional[bool] = ...) -> None: ...

class DecideObjection(_message.Message):
    __slots__ = ("idempotency_key", "objection", "upheld", "reason", "corrections", "signed")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    OBJECTION_FIELD_NUMBER: _ClassVar[int]
    UPHELD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    CORRECTIONS_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    objection: str
    upheld: bool
    reason: str
    corrections: _containers.RepeatedCompositeFieldContainer[Correction]
    signed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., objection: _Optional[str] = ..., upheld: _Optional[bool] = ..., reason: _Optional[str] = ..., corrections: _Optional[_Iterable[_Union[Correction, _Mapping]]] = ..., signed: _Optional[_Iterable[str]] = ...) -> None: ...

class DecideObjectionsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[DecideObjection]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[DecideObjection, _Mapping]]] = ...) -> None: ...

class SignResult(_message.Message):
    __slots__ = ("idempotency_key", "cycle", "results_hash")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    cycle: str
    results_hash: str
    def __init__(self, idempotency_key: _Optional[str] = ..., cycle: _Optional[str] = ..., results_hash: _Optional[str] = ...) -> None: ...

class SignResultsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[SignResult]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[SignResult, _Mapping]]] = ...) -> None: ...

class AdvanceConsequence(_message.Message):
    __slots__ = ("idempotency_key", "consequence", "step", "words")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CONSEQUENCE_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    consequence: str
    step: str
    words: str
    def __init__(self, idempotency_key: _Optional[str] = ..., consequence: _Optional[str] = ..., step: _Optional[str] = ..., words: _Optional[str] = ...) -> None: ...

class AdvanceConsequencesRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[AdvanceConsequence]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[AdvanceConsequence, _Mapping]]] = ...) -> None: ...

class ListConsequencesRequest(_message.Message):
    __slots__ = ("city", "cycle", "subject", "key", "state", "first", "after", "last", "before")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    subject: str
    key: str
    state: str
    first: int
    after: str
    last: int
    before: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., subject: _Optional[str] = ..., key: _Optional[str] = ..., state: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ...) -> None: ...

class ListConsequencesAnswer(_message.Message):
    __slots__ = ("consequences", "total", "has_more", "has_previous")
    CONSEQUENCES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    consequences: _containers.RepeatedCompositeFieldContainer[_events_pb2.Consequence]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, consequences: _Optional[_Iterable[_Union[_events_pb2.Consequence, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class ConfirmReceipt(_message.Message):
    __slots__ = ("idempotency_key", "cycle", "results_hash", "list", "index", "period", "file_hash")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    LIST_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    cycle: str
    results_hash: str
    list: str
    index: str
    period: str
    file_hash: str
    def __init__(self, idempotency_key: _Optional[str] = ..., cycle: _Optional[str] = ..., results_hash: _Optional[str] = ..., list: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., file_hash: _Optional[str] = ...) -> None: ...

class ConfirmReceiptsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[ConfirmReceipt]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[ConfirmReceipt, _Mapping]]] = ...) -> None: ...

class ListReceiptsRequest(_message.Message):
    __slots__ = ("city", "cycle", "index", "received_by", "first", "after", "last", "before")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_BY_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    index: str
    received_by: str
    first: int
    after: str
    last: int
    before: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., received_by: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ...) -> None: ...

class ListReceiptsAnswer(_message.Message):
    __slots__ = ("receipts", "total", "has_more", "has_previous")
    RECEIPTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    receipts: _containers.RepeatedCompositeFieldContainer[_events_pb2.FileReceipt]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, receipts: _Optional[_Iterable[_Union[_events_pb2.FileReceipt, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class GetResultLifeRequest(_message.Message):
    __slots__ = ("city", "cycle")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class ResultSignature(_message.Message):
    __slots__ = ("signed_by", "signed_at")
    SIGNED_BY_FIELD_NUMBER: _ClassVar[int]
    SIGNED_AT_FIELD_NUMBER: _ClassVar[int]
    signed_by: str
    signed_at: str
    def __init__(self, signed_by: _Optional[str] = ..., signed_at: _Optional[str] = ...) -> None: ...

class GetResultLifeAnswer(_message.Message):
    __slots__ = ("cycle", "state", "version", "results_hash", "facts_hash", "notice", "open_objections", "signatures")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    FACTS_HASH_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    OPEN_OBJECTIONS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURES_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    state: str
    version: int
    results_hash: str
    facts_hash: str
    notice: _events_pb2.NoticeBegan
    open_objections: int
    signatures: _containers.RepeatedCompositeFieldContainer[ResultSignature]
    def __init__(self, cycle: _Optional[str] = ..., state: _Optional[str] = ..., version: _Optional[int] = ..., results_hash: _Optional[str] = ..., facts_hash: _Optional[str] = ..., notice: _Optional[_Union[_events_pb2.NoticeBegan, _Mapping]] = ..., open_objections: _Optional[int] = ..., signatures: _Optional[_Iterable[_Union[ResultSignature, _Mapping]]] = ...) -> None: ...

class ListObjectionsRequest(_message.Message):
    __slots__ = ("city", "cycle", "subject", "open_only", "first", "after", "last", "before", "outcome", "raised_from", "raised_until", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    OPEN_ONLY_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RAISED_FROM_FIELD_NUMBER: _ClassVar[int]
    RAISED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    subject: str
    open_only: bool
    first: int
    after: str
    last: int
    before: str
    outcome: str
    raised_from: str
    raised_until: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., subject: _Optional[str] = ..., open_only: _Optional[bool] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., outcome: _Optional[str] = ..., raised_from: _Optional[str] = ..., raised_until: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class ListObjectionsAnswer(_message.Message):
    __slots__ = ("objections", "total", "has_more", "has_previous")
    OBJECTIONS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    objections: _containers.RepeatedCompositeFieldContainer[_events_pb2.Objection]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, objections: _Optional[_Iterable[_Union[_events_pb2.Objection, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class GetTrustFiguresRequest(_message.Message):
    __slots__ = ("city", "cycle")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class GetTrustFiguresAnswer(_message.Message):
    __slots__ = ("raised", "upheld", "refused", "open", "median_days", "reasoned", "burdens", "agreements")
    RAISED_FIELD_NUMBER: _ClassVar[int]
    UPHELD_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    OPEN_FIELD_NUMBER: _ClassVar[int]
    MEDIAN_DAYS_FIELD_NUMBER: _ClassVar[int]
    REASONED_FIELD_NUMBER: _ClassVar[int]
    BURDENS_FIELD_NUMBER: _ClassVar[int]
    AGREEMENTS_FIELD_NUMBER: _ClassVar[int]
    raised: int
    upheld: int
    refused: int
    open: int
    median_days: str
    reasoned: _containers.RepeatedCompositeFieldContainer[ReasonedFacts]
    burdens: _containers.RepeatedCompositeFieldContainer[BurdenOfYear]
    agreements: _containers.RepeatedCompositeFieldContainer[RaterAgreement]
    def __init__(self, raised: _Optional[int] = ..., upheld: _Optional[int] = ..., refused: _Optional[int] = ..., open: _Optional[int] = ..., median_days: _Optional[str] = ..., reasoned: _Optional[_Iterable[_Union[ReasonedFacts, _Mapping]]] = ..., burdens: _Optional[_Iterable[_Union[BurdenOfYear, _Mapping]]] = ..., agreements: _Optional[_Iterable[_Union[RaterAgreement, _Mapping]]] = ...) -> None: ...

class ReasonedFacts(_message.Message):
    __slots__ = ("indicator", "title", "count", "reasons")
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    indicator: str
    title: str
    count: int
    reasons: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, indicator: _Optional[str] = ..., title: _Optional[str] = ..., count: _Optional[int] = ..., reasons: _Optional[_Iterable[str]] = ...) -> None: ...

class BurdenOfYear(_message.Message):
    __slots__ = ("key", "title", "provenance", "source", "total", "units", "total_before", "units_before")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_BEFORE_FIELD_NUMBER: _ClassVar[int]
    UNITS_BEFORE_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    provenance: str
    source: str
    total: str
    units: int
    total_before: str
    units_before: int
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., total: _Optional[str] = ..., units: _Optional[int] = ..., total_before: _Optional[str] = ..., units_before: _Optional[int] = ...) -> None: ...

class RaterAgreement(_message.Message):
    __slots__ = ("indicator", "title", "step", "pairs", "agreeing")
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    PAIRS_FIELD_NUMBER: _ClassVar[int]
    AGREEING_FIELD_NUMBER: _ClassVar[int]
    indicator: str
    title: str
    step: str
    pairs: int
    agreeing: int
    def __init__(self, indicator: _Optional[str] = ..., title: _Optional[str] = ..., step: _Optional[str] = ..., pairs: _Optional[int] = ..., agreeing: _Optional[int] = ...) -> None: ...

class DraftDocument(_message.Message):
    __slots__ = ("idempotency_key", "code", "kind", "cycle", "title", "to", "text", "results_hash", "organization")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    kind: str
    cycle: str
    title: str
    to: str
    text: str
    results_hash: str
    organization: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., kind: _Optional[str] = ..., cycle: _Optional[str] = ..., title: _Optional[str] = ..., to: _Optional[str] = ..., text: _Optional[str] = ..., results_hash: _Optional[str] = ..., organization: _Optional[str] = ...) -> None: ...

class DraftDocumentsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[DraftDocument]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[DraftDocument, _Mapping]]] = ...) -> None: ...

class SignDocument(_message.Message):
    __slots__ = ("idempotency_key", "code", "hash")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    hash: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., hash: _Optional[str] = ...) -> None: ...

class SignDocumentsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[SignDocument]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[SignDocument, _Mapping]]] = ...) -> None: ...

class ListDocumentsRequest(_message.Message):
    __slots__ = ("city", "cycle", "kind", "code", "hash", "first", "after", "last", "before", "search", "drafted_from", "drafted_until", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    SEARCH_FIELD_NUMBER: _ClassVar[int]
    DRAFTED_FROM_FIELD_NUMBER: _ClassVar[int]
    DRAFTED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    kind: str
    code: str
    hash: str
    first: int
    after: str
    last: int
    before: str
    search: str
    drafted_from: str
    drafted_until: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., kind: _Optional[str] = ..., code: _Optional[str] = ..., hash: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., search: _Optional[str] = ..., drafted_from: _Optional[str] = ..., drafted_until: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class SignedDocument(_message.Message):
    __slots__ = ("document", "in_force", "signatures")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    IN_FORCE_FIELD_NUMBER: _ClassVar[int]
    SIGNATURES_FIELD_NUMBER: _ClassVar[int]
    document: _events_pb2.Document
    in_force: bool
    signatures: _containers.RepeatedCompositeFieldContainer[ResultSignature]
    def __init__(self, document: _Optional[_Union[_events_pb2.Document, _Mapping]] = ..., in_force: _Optional[bool] = ..., signatures: _Optional[_Iterable[_Union[ResultSignature, _Mapping]]] = ...) -> None: ...

class ListDocumentsAnswer(_message.Message):
    __slots__ = ("documents", "total", "has_more", "has_previous")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    documents: _containers.RepeatedCompositeFieldContainer[SignedDocument]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, documents: _Optional[_Iterable[_Union[SignedDocument, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class RegisterWebhook(_message.Message):
    __slots__ = ("idempotency_key", "code", "url", "types")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    TYPES_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    url: str
    types: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., url: _Optional[str] = ..., types: _Optional[_Iterable[str]] = ...) -> None: ...

class RegisterWebhooksRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RegisterWebhook]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RegisterWebhook, _Mapping]]] = ...) -> None: ...

class RotateWebhookSecret(_message.Message):
    __slots__ = ("idempotency_key", "code")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class RotateWebhookSecretsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RotateWebhookSecret]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RotateWebhookSecret, _Mapping]]] = ...) -> None: ...

class ReplayWebhook(_message.Message):
    __slots__ = ("idempotency_key", "code", "position")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    position: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ..., position: _Optional[str] = ...) -> None: ...

class ReplayWebhooksRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[ReplayWebhook]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[ReplayWebhook, _Mapping]]] = ...) -> None: ...

class RemoveWebhook(_message.Message):
    __slots__ = ("idempotency_key", "code")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    code: str
    def __init__(self, idempotency_key: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class RemoveWebhooksRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[RemoveWebhook]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[RemoveWebhook, _Mapping]]] = ...) -> None: ...

class Webhook(_message.Message):
    __slots__ = ("code", "url", "types", "registered_by", "registered_at", "suspended", "failures", "next_at", "trouble", "position")
    CODE_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    TYPES_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_BY_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_AT_FIELD_NUMBER: _ClassVar[int]
    SUSPENDED_FIELD_NUMBER: _ClassVar[int]
    FAILURES_FIELD_NUMBER: _ClassVar[int]
    NEXT_AT_FIELD_NUMBER: _ClassVar[int]
    TROUBLE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    code: str
    url: str
    types: _containers.RepeatedScalarFieldContainer[str]
    registered_by: str
    registered_at: str
    suspended: bool
    failures: int
    next_at: str
    trouble: str
    position: str
    def __init__(self, code: _Optional[str] = ..., url: _Optional[str] = ..., types: _Optional[_Iterable[str]] = ..., registered_by: _Optional[str] = ..., registered_at: _Optional[str] = ..., suspended: _Optional[bool] = ..., failures: _Optional[int] = ..., next_at: _Optional[str] = ..., trouble: _Optional[str] = ..., position: _Optional[str] = ...) -> None: ...

class ListWebhooksRequest(_message.Message):
    __slots__ = ("city",)
    CITY_FIELD_NUMBER: _ClassVar[int]
    city: str
    def __init__(self, city: _Optional[str] = ...) -> None: ...

class ListWebhooksAnswer(_message.Message):
    __slots__ = ("webhooks",)
    WEBHOOKS_FIELD_NUMBER: _ClassVar[int]
    webhooks: _containers.RepeatedCompositeFieldContainer[Webhook]
    def __init__(self, webhooks: _Optional[_Iterable[_Union[Webhook, _Mapping]]] = ...) -> None: ...

class GetWebhookSecretRequest(_message.Message):
    __slots__ = ("city", "code")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    city: str
    code: str
    def __init__(self, city: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class GetWebhookSecretAnswer(_message.Message):
    __slots__ = ("code", "secret")
    CODE_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    code: str
    secret: str
    def __init__(self, code: _Optional[str] = ..., secret: _Optional[str] = ...) -> None: ...

class WebhookDelivery(_message.Message):
    __slots__ = ("message", "type", "occurred_at", "attempts", "status", "trouble", "tried_at", "delivered_at")
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    TROUBLE_FIELD_NUMBER: _ClassVar[int]
    TRIED_AT_FIELD_NUMBER: _ClassVar[int]
    DELIVERED_AT_FIELD_NUMBER: _ClassVar[int]
    message: str
    type: str
    occurred_at: str
    attempts: int
    status: int
    trouble: str
    tried_at: str
    delivered_at: str
    def __init__(self, message: _Optional[str] = ..., type: _Optional[str] = ..., occurred_at: _Optional[str] = ..., attempts: _Optional[int] = ..., status: _Optional[int] = ..., trouble: _Optional[str] = ..., tried_at: _Optional[str] = ..., delivered_at: _Optional[str] = ...) -> None: ...

class ListWebhookDeliveriesRequest(_message.Message):
    __slots__ = ("city", "code", "first", "after", "last", "before")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    city: str
    code: str
    first: int
    after: str
    last: int
    before: str
    def __init__(self, city: _Optional[str] = ..., code: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ...) -> None: ...

class ListWebhookDeliveriesAnswer(_message.Message):
    __slots__ = ("deliveries", "total", "has_more", "has_previous")
    DELIVERIES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    deliveries: _containers.RepeatedCompositeFieldContainer[WebhookDelivery]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, deliveries: _Optional[_Iterable[_Union[WebhookDelivery, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class AuditFileAccessRequest(_message.Message):
    __slots__ = ("city", "files")
    CITY_FIELD_NUMBER: _ClassVar[int]
    FILES_FIELD_NUMBER: _ClassVar[int]
    city: str
    files: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., files: _Optional[_Iterable[str]] = ...) -> None: ...

class AuditFileAccessAnswer(_message.Message):
    __slots__ = ("files",)
    FILES_FIELD_NUMBER: _ClassVar[int]
    files: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, files: _Optional[_Iterable[str]] = ...) -> None: ...

class AuditFileUploadRequest(_message.Message):
    __slots__ = ("city", "files")
    CITY_FIELD_NUMBER: _ClassVar[int]
    FILES_FIELD_NUMBER: _ClassVar[int]
    city: str
    files: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., files: _Optional[_Iterable[str]] = ...) -> None: ...

class AuditFileUploadAnswer(_message.Message):
    __slots__ = ("files",)
    FILES_FIELD_NUMBER: _ClassVar[int]
    files: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, files: _Optional[_Iterable[str]] = ...) -> None: ...

class ChooseNotifications(_message.Message):
    __slots__ = ("idempotency_key", "channel", "address", "rhythm", "at", "weekday", "quiet_from", "quiet_until", "muted")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    RHYTHM_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    WEEKDAY_FIELD_NUMBER: _ClassVar[int]
    QUIET_FROM_FIELD_NUMBER: _ClassVar[int]
    QUIET_UNTIL_FIELD_NUMBER: _ClassVar[int]
    MUTED_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    channel: str
    address: str
    rhythm: str
    at: str
    weekday: int
    quiet_from: str
    quiet_until: str
    muted: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, idempotency_key: _Optional[str] = ..., channel: _Optional[str] = ..., address: _Optional[str] = ..., rhythm: _Optional[str] = ..., at: _Optional[str] = ..., weekday: _Optional[int] = ..., quiet_from: _Optional[str] = ..., quiet_until: _Optional[str] = ..., muted: _Optional[_Iterable[str]] = ...) -> None: ...

class ChooseNotificationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[ChooseNotifications]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[ChooseNotifications, _Mapping]]] = ...) -> None: ...

class MarkNotification(_message.Message):
    __slots__ = ("idempotency_key", "number", "read")
    IDEMPOTENCY_KEY_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    READ_FIELD_NUMBER: _ClassVar[int]
    idempotency_key: str
    number: str
    read: bool
    def __init__(self, idempotency_key: _Optional[str] = ..., number: _Optional[str] = ..., read: _Optional[bool] = ...) -> None: ...

class MarkNotificationsRequest(_message.Message):
    __slots__ = ("city", "dry_run", "deeds")
    CITY_FIELD_NUMBER: _ClassVar[int]
    DRY_RUN_FIELD_NUMBER: _ClassVar[int]
    DEEDS_FIELD_NUMBER: _ClassVar[int]
    city: str
    dry_run: bool
    deeds: _containers.RepeatedCompositeFieldContainer[MarkNotification]
    def __init__(self, city: _Optional[str] = ..., dry_run: _Optional[bool] = ..., deeds: _Optional[_Iterable[_Union[MarkNotification, _Mapping]]] = ...) -> None: ...

class Notification(_message.Message):
    __slots__ = ("number", "kind", "cycle", "about", "title", "sentence", "occurred_at", "read_at")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    READ_AT_FIELD_NUMBER: _ClassVar[int]
    number: str
    kind: str
    cycle: str
    about: _containers.RepeatedScalarFieldContainer[str]
    title: str
    sentence: str
    occurred_at: str
    read_at: str
    def __init__(self, number: _Optional[str] = ..., kind: _Optional[str] = ..., cycle: _Optional[str] = ..., about: _Optional[_Iterable[str]] = ..., title: _Optional[str] = ..., sentence: _Optional[str] = ..., occurred_at: _Optional[str] = ..., read_at: _Optional[str] = ...) -> None: ...

class ListNotificationsRequest(_message.Message):
    __slots__ = ("city", "unread", "first", "after", "last", "before")
    CITY_FIELD_NUMBER: _ClassVar[int]
    UNREAD_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    city: str
    unread: bool
    first: int
    after: str
    last: int
    before: str
    def __init__(self, city: _Optional[str] = ..., unread: _Optional[bool] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ...) -> None: ...

class ListNotificationsAnswer(_message.Message):
    __slots__ = ("notifications", "total", "has_more", "has_previous")
    NOTIFICATIONS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    notifications: _containers.RepeatedCompositeFieldContainer[Notification]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, notifications: _Optional[_Iterable[_Union[Notification, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class GetNotificationChoiceRequest(_message.Message):
    __slots__ = ("city",)
    CITY_FIELD_NUMBER: _ClassVar[int]
    city: str
    def __init__(self, city: _Optional[str] = ...) -> None: ...

class GetNotificationChoiceAnswer(_message.Message):
    __slots__ = ("channel", "address", "rhythm", "at", "weekday", "quiet_from", "quiet_until", "muted")
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    RHYTHM_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    WEEKDAY_FIELD_NUMBER: _ClassVar[int]
    QUIET_FROM_FIELD_NUMBER: _ClassVar[int]
    QUIET_UNTIL_FIELD_NUMBER: _ClassVar[int]
    MUTED_FIELD_NUMBER: _ClassVar[int]
    channel: str
    address: str
    rhythm: str
    at: str
    weekday: int
    quiet_from: str
    quiet_until: str
    muted: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, channel: _Optional[str] = ..., address: _Optional[str] = ..., rhythm: _Optional[str] = ..., at: _Optional[str] = ..., weekday: _Optional[int] = ..., quiet_from: _Optional[str] = ..., quiet_until: _Optional[str] = ..., muted: _Optional[_Iterable[str]] = ...) -> None: ...
