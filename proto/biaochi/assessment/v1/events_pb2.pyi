from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Period(_message.Message):
    __slots__ = ("code", "cadence", "ordinal", "starts_on", "ends_before")
    CODE_FIELD_NUMBER: _ClassVar[int]
    CADENCE_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    STARTS_ON_FIELD_NUMBER: _ClassVar[int]
    ENDS_BEFORE_FIELD_NUMBER: _ClassVar[int]
    code: str
    cadence: str
    ordinal: int
    starts_on: str
    ends_before: str
    def __init__(self, code: _Optional[str] = ..., cadence: _Optional[str] = ..., ordinal: _Optional[int] = ..., starts_on: _Optional[str] = ..., ends_before: _Optional[str] = ...) -> None: ...

class PinnedModel(_message.Message):
    __slots__ = ("code", "hash")
    CODE_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    code: str
    hash: str
    def __init__(self, code: _Optional[str] = ..., hash: _Optional[str] = ...) -> None: ...

class CycleOpened(_message.Message):
    __slots__ = ("cycle", "periods", "models")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PERIODS_FIELD_NUMBER: _ClassVar[int]
    MODELS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    periods: _containers.RepeatedCompositeFieldContainer[Period]
    models: _containers.RepeatedCompositeFieldContainer[PinnedModel]
    def __init__(self, cycle: _Optional[str] = ..., periods: _Optional[_Iterable[_Union[Period, _Mapping]]] = ..., models: _Optional[_Iterable[_Union[PinnedModel, _Mapping]]] = ...) -> None: ...

class CycleClosed(_message.Message):
    __slots__ = ("cycle", "facts_hash", "facts", "reversals", "registry_sequence")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    FACTS_HASH_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    REVERSALS_FIELD_NUMBER: _ClassVar[int]
    REGISTRY_SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    facts_hash: str
    facts: int
    reversals: int
    registry_sequence: int
    def __init__(self, cycle: _Optional[str] = ..., facts_hash: _Optional[str] = ..., facts: _Optional[int] = ..., reversals: _Optional[int] = ..., registry_sequence: _Optional[int] = ...) -> None: ...

class Fact(_message.Message):
    __slots__ = ("number", "kind", "subject", "indicator", "cycle", "period", "amount", "clause", "case", "evidence", "note", "recorded_by", "recorded_at", "occurred_on", "task", "title", "share", "points", "due_on", "rater", "rung", "level", "choice", "panel", "signed", "department", "owners", "raised", "reason", "names", "seen_by", "models")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    RECORDED_AT_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    RATER_FIELD_NUMBER: _ClassVar[int]
    RUNG_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    CHOICE_FIELD_NUMBER: _ClassVar[int]
    PANEL_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    DEPARTMENT_FIELD_NUMBER: _ClassVar[int]
    OWNERS_FIELD_NUMBER: _ClassVar[int]
    RAISED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    NAMES_FIELD_NUMBER: _ClassVar[int]
    SEEN_BY_FIELD_NUMBER: _ClassVar[int]
    MODELS_FIELD_NUMBER: _ClassVar[int]
    number: str
    kind: str
    subject: str
    indicator: str
    cycle: str
    period: str
    amount: str
    clause: str
    case: str
    evidence: str
    note: str
    recorded_by: str
    recorded_at: str
    occurred_on: str
    task: str
    title: str
    share: str
    points: str
    due_on: str
    rater: str
    rung: str
    level: str
    choice: str
    panel: str
    signed: _containers.RepeatedScalarFieldContainer[str]
    department: str
    owners: int
    raised: bool
    reason: str
    names: str
    seen_by: _containers.RepeatedScalarFieldContainer[str]
    models: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, number: _Optional[str] = ..., kind: _Optional[str] = ..., subject: _Optional[str] = ..., indicator: _Optional[str] = ..., cycle: _Optional[str] = ..., period: _Optional[str] = ..., amount: _Optional[str] = ..., clause: _Optional[str] = ..., case: _Optional[str] = ..., evidence: _Optional[str] = ..., note: _Optional[str] = ..., recorded_by: _Optional[str] = ..., recorded_at: _Optional[str] = ..., occurred_on: _Optional[str] = ..., task: _Optional[str] = ..., title: _Optional[str] = ..., share: _Optional[str] = ..., points: _Optional[str] = ..., due_on: _Optional[str] = ..., rater: _Optional[str] = ..., rung: _Optional[str] = ..., level: _Optional[str] = ..., choice: _Optional[str] = ..., panel: _Optional[str] = ..., signed: _Optional[_Iterable[str]] = ..., department: _Optional[str] = ..., owners: _Optional[int] = ..., raised: _Optional[bool] = ..., reason: _Optional[str] = ..., names: _Optional[str] = ..., seen_by: _Optional[_Iterable[str]] = ..., models: _Optional[_Iterable[str]] = ...) -> None: ...

class LedgerEntryRecorded(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class CheckRecorded(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class VetoRecorded(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class TaskIssued(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class TaskCompleted(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class RatingSubmitted(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class BonusRecorded(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class ChoiceRecorded(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class DecisionRecorded(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class BallotCast(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class RungRecorded(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class HonourGranted(_message.Message):
    __slots__ = ("fact",)
    FACT_FIELD_NUMBER: _ClassVar[int]
    fact: Fact
    def __init__(self, fact: _Optional[_Union[Fact, _Mapping]] = ...) -> None: ...

class FactReversed(_message.Message):
    __slots__ = ("number", "fact", "reason", "recorded_by", "recorded_at")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    FACT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    RECORDED_AT_FIELD_NUMBER: _ClassVar[int]
    number: str
    fact: Fact
    reason: str
    recorded_by: str
    recorded_at: str
    def __init__(self, number: _Optional[str] = ..., fact: _Optional[_Union[Fact, _Mapping]] = ..., reason: _Optional[str] = ..., recorded_by: _Optional[str] = ..., recorded_at: _Optional[str] = ...) -> None: ...

class FieldValue(_message.Message):
    __slots__ = ("key", "values")
    KEY_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    key: str
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, key: _Optional[str] = ..., values: _Optional[_Iterable[str]] = ...) -> None: ...

class WorkItem(_message.Message):
    __slots__ = ("code", "kind", "noun", "cycle", "organization", "title", "words", "parent", "state", "opened_on", "due_on", "closed_on", "fields", "opened_by", "opened_at")
    CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NOUN_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OPENED_ON_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    CLOSED_ON_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    OPENED_BY_FIELD_NUMBER: _ClassVar[int]
    OPENED_AT_FIELD_NUMBER: _ClassVar[int]
    code: str
    kind: str
    noun: str
    cycle: str
    organization: str
    title: str
    words: str
    parent: str
    state: str
    opened_on: str
    due_on: str
    closed_on: str
    fields: _containers.RepeatedCompositeFieldContainer[FieldValue]
    opened_by: str
    opened_at: str
    def __init__(self, code: _Optional[str] = ..., kind: _Optional[str] = ..., noun: _Optional[str] = ..., cycle: _Optional[str] = ..., organization: _Optional[str] = ..., title: _Optional[str] = ..., words: _Optional[str] = ..., parent: _Optional[str] = ..., state: _Optional[str] = ..., opened_on: _Optional[str] = ..., due_on: _Optional[str] = ..., closed_on: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[FieldValue, _Mapping]]] = ..., opened_by: _Optional[str] = ..., opened_at: _Optional[str] = ...) -> None: ...

class WorkStep(_message.Message):
    __slots__ = ("number", "item", "step", "on", "words", "fields", "signed", "taken_by", "taken_at", "facts")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    SIGNED_FIELD_NUMBER: _ClassVar[int]
    TAKEN_BY_FIELD_NUMBER: _ClassVar[int]
    TAKEN_AT_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    number: str
    item: str
    step: str
    on: str
    words: str
    fields: _containers.RepeatedCompositeFieldContainer[FieldValue]
    signed: _containers.RepeatedScalarFieldContainer[str]
    taken_by: str
    taken_at: str
    facts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, number: _Optional[str] = ..., item: _Optional[str] = ..., step: _Optional[str] = ..., on: _Optional[str] = ..., words: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[FieldValue, _Mapping]]] = ..., signed: _Optional[_Iterable[str]] = ..., taken_by: _Optional[str] = ..., taken_at: _Optional[str] = ..., facts: _Optional[_Iterable[str]] = ...) -> None: ...

class WorkItemOpened(_message.Message):
    __slots__ = ("item", "step")
    ITEM_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    item: WorkItem
    step: WorkStep
    def __init__(self, item: _Optional[_Union[WorkItem, _Mapping]] = ..., step: _Optional[_Union[WorkStep, _Mapping]] = ...) -> None: ...

class WorkItemAdvanced(_message.Message):
    __slots__ = ("item", "step")
    ITEM_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    item: WorkItem
    step: WorkStep
    def __init__(self, item: _Optional[_Union[WorkItem, _Mapping]] = ..., step: _Optional[_Union[WorkStep, _Mapping]] = ...) -> None: ...

class NoticeBegan(_message.Message):
    __slots__ = ("cycle", "version", "results_hash", "until", "provisional", "to", "begun_by", "begun_at")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    FROM_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    PROVISIONAL_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    BEGUN_BY_FIELD_NUMBER: _ClassVar[int]
    BEGUN_AT_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    version: int
    results_hash: str
    until: str
    provisional: bool
    to: str
    begun_by: str
    begun_at: str
    def __init__(self, cycle: _Optional[str] = ..., version: _Optional[int] = ..., results_hash: _Optional[str] = ..., until: _Optional[str] = ..., provisional: _Optional[bool] = ..., to: _Optional[str] = ..., begun_by: _Optional[str] = ..., begun_at: _Optional[str] = ..., **kwargs) -> None: ...

class Objection(_message.Message):
    __slots__ = ("code", "cycle", "subject", "model", "node", "period", "words", "evidence", "against", "raised_by", "raised_at", "outcome", "reason", "decided_by", "decided_at", "decided_version", "facts", "reversed")
    CODE_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    NODE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    AGAINST_FIELD_NUMBER: _ClassVar[int]
    RAISED_BY_FIELD_NUMBER: _ClassVar[int]
    RAISED_AT_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    DECIDED_VERSION_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    REVERSED_FIELD_NUMBER: _ClassVar[int]
    code: str
    cycle: str
    subject: str
    model: str
    node: str
    period: str
    words: str
    evidence: str
    against: int
    raised_by: str
    raised_at: str
    outcome: str
    reason: str
    decided_by: str
    decided_at: str
    decided_version: int
    facts: _containers.RepeatedScalarFieldContainer[str]
    reversed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, code: _Optional[str] = ..., cycle: _Optional[str] = ..., subject: _Optional[str] = ..., model: _Optional[str] = ..., node: _Optional[str] = ..., period: _Optional[str] = ..., words: _Optional[str] = ..., evidence: _Optional[str] = ..., against: _Optional[int] = ..., raised_by: _Optional[str] = ..., raised_at: _Optional[str] = ..., outcome: _Optional[str] = ..., reason: _Optional[str] = ..., decided_by: _Optional[str] = ..., decided_at: _Optional[str] = ..., decided_version: _Optional[int] = ..., facts: _Optional[_Iterable[str]] = ..., reversed: _Optional[_Iterable[str]] = ...) -> None: ...

class ObjectionRaised(_message.Message):
    __slots__ = ("objection",)
    OBJECTION_FIELD_NUMBER: _ClassVar[int]
    objection: Objection
    def __init__(self, objection: _Optional[_Union[Objection, _Mapping]] = ...) -> None: ...

class ResultsReopened(_message.Message):
    __slots__ = ("cycle", "objections")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    OBJECTIONS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    objections: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, cycle: _Optional[str] = ..., objections: _Optional[_Iterable[str]] = ...) -> None: ...

class ObjectionDecided(_message.Message):
    __slots__ = ("objection", "facts_hash", "facts", "reversals")
    OBJECTION_FIELD_NUMBER: _ClassVar[int]
    FACTS_HASH_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    REVERSALS_FIELD_NUMBER: _ClassVar[int]
    objection: Objection
    facts_hash: str
    facts: int
    reversals: int
    def __init__(self, objection: _Optional[_Union[Objection, _Mapping]] = ..., facts_hash: _Optional[str] = ..., facts: _Optional[int] = ..., reversals: _Optional[int] = ...) -> None: ...

class ResultsSigned(_message.Message):
    __slots__ = ("cycle", "version", "results_hash", "signed_by", "signed_at", "final")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_FIELD_NUMBER: _ClassVar[int]
    SIGNED_AT_FIELD_NUMBER: _ClassVar[int]
    FINAL_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    version: int
    results_hash: str
    signed_by: str
    signed_at: str
    final: bool
    def __init__(self, cycle: _Optional[str] = ..., version: _Optional[int] = ..., results_hash: _Optional[str] = ..., signed_by: _Optional[str] = ..., signed_at: _Optional[str] = ..., final: _Optional[bool] = ...) -> None: ...

class Consequence(_message.Message):
    __slots__ = ("code", "cycle", "results_hash", "subject", "key", "title", "model", "node", "step", "by", "provenance", "source", "followed_at", "state", "words", "done_by", "done_at", "reason", "ended_by", "ended_at")
    CODE_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    NODE_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FOLLOWED_AT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    DONE_BY_FIELD_NUMBER: _ClassVar[int]
    DONE_AT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ENDED_BY_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_FIELD_NUMBER: _ClassVar[int]
    code: str
    cycle: str
    results_hash: str
    subject: str
    key: str
    title: str
    model: str
    node: str
    step: str
    by: str
    provenance: str
    source: str
    followed_at: str
    state: str
    words: str
    done_by: str
    done_at: str
    reason: str
    ended_by: str
    ended_at: str
    def __init__(self, code: _Optional[str] = ..., cycle: _Optional[str] = ..., results_hash: _Optional[str] = ..., subject: _Optional[str] = ..., key: _Optional[str] = ..., title: _Optional[str] = ..., model: _Optional[str] = ..., node: _Optional[str] = ..., step: _Optional[str] = ..., by: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., followed_at: _Optional[str] = ..., state: _Optional[str] = ..., words: _Optional[str] = ..., done_by: _Optional[str] = ..., done_at: _Optional[str] = ..., reason: _Optional[str] = ..., ended_by: _Optional[str] = ..., ended_at: _Optional[str] = ...) -> None: ...

class ConsequencesFollowed(_message.Message):
    __slots__ = ("cycle", "consequences")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    CONSEQUENCES_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    consequences: _containers.RepeatedCompositeFieldContainer[Consequence]
    def __init__(self, cycle: _Optional[str] = ..., consequences: _Optional[_Iterable[_Union[Consequence, _Mapping]]] = ...) -> None: ...

class ConsequenceAdvanced(_message.Message):
    __slots__ = ("consequence",)
    CONSEQUENCE_FIELD_NUMBER: _ClassVar[int]
    consequence: Consequence
    def __init__(self, consequence: _Optional[_Union[Consequence, _Mapping]] = ...) -> None: ...

class FileReceipt(_message.Message):
    __slots__ = ("number", "cycle", "results_hash", "list", "index", "period", "file_hash", "received_by", "received_at")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    LIST_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    FILE_HASH_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_BY_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    number: str
    cycle: str
    results_hash: str
    list: str
    index: str
    period: str
    file_hash: str
    received_by: str
    received_at: str
    def __init__(self, number: _Optional[str] = ..., cycle: _Optional[str] = ..., results_hash: _Optional[str] = ..., list: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., file_hash: _Optional[str] = ..., received_by: _Optional[str] = ..., received_at: _Optional[str] = ...) -> None: ...

class ReceiptConfirmed(_message.Message):
    __slots__ = ("receipt",)
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    receipt: FileReceipt
    def __init__(self, receipt: _Optional[_Union[FileReceipt, _Mapping]] = ...) -> None: ...

class WorkNotice(_message.Message):
    __slots__ = ("cycle", "kind", "period", "stage", "deadline", "provisional", "said_on", "organizations")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    DEADLINE_FIELD_NUMBER: _ClassVar[int]
    PROVISIONAL_FIELD_NUMBER: _ClassVar[int]
    SAID_ON_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATIONS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    kind: str
    period: str
    stage: str
    deadline: str
    provisional: bool
    said_on: str
    organizations: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, cycle: _Optional[str] = ..., kind: _Optional[str] = ..., period: _Optional[str] = ..., stage: _Optional[str] = ..., deadline: _Optional[str] = ..., provisional: _Optional[bool] = ..., said_on: _Optional[str] = ..., organizations: _Optional[_Iterable[str]] = ...) -> None: ...

class WorkFellDue(_message.Message):
    __slots__ = ("notice",)
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    notice: WorkNotice
    def __init__(self, notice: _Optional[_Union[WorkNotice, _Mapping]] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("code", "kind", "cycle", "title", "to", "text", "hash", "results_hash", "drafted_by", "drafted_at", "organization")
    CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    DRAFTED_BY_FIELD_NUMBER: _ClassVar[int]
    DRAFTED_AT_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    code: str
    kind: str
    cycle: str
    title: str
    to: str
    text: str
    hash: str
    results_hash: str
    drafted_by: str
    drafted_at: str
    organization: str
    def __init__(self, code: _Optional[str] = ..., kind: _Optional[str] = ..., cycle: _Optional[str] = ..., title: _Optional[str] = ..., to: _Optional[str] = ..., text: _Optional[str] = ..., hash: _Optional[str] = ..., results_hash: _Optional[str] = ..., drafted_by: _Optional[str] = ..., drafted_at: _Optional[str] = ..., organization: _Optional[str] = ...) -> None: ...

class DocumentDrafted(_message.Message):
    __slots__ = ("document",)
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    document: Document
    def __init__(self, document: _Optional[_Union[Document, _Mapping]] = ...) -> None: ...

class AssessmentSignatureAwaited(_message.Message):
    __slots__ = ("command", "method", "cycle", "signed_by", "until")
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    command: str
    method: str
    cycle: str
    signed_by: str
    until: str
    def __init__(self, command: _Optional[str] = ..., method: _Optional[str] = ..., cycle: _Optional[str] = ..., signed_by: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class DocumentSigned(_message.Message):
    __slots__ = ("code", "hash", "signed_by", "signed_at", "in_force", "organization")
    CODE_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_FIELD_NUMBER: _ClassVar[int]
    SIGNED_AT_FIELD_NUMBER: _ClassVar[int]
    IN_FORCE_FIELD_NUMBER: _ClassVar[int]
    ORGANIZATION_FIELD_NUMBER: _ClassVar[int]
    code: str
    hash: str
    signed_by: str
    signed_at: str
    in_force: bool
    organization: str
    def __init__(self, code: _Optional[str] = ..., hash: _Optional[str] = ..., signed_by: _Optional[str] = ..., signed_at: _Optional[str] = ..., in_force: _Optional[bool] = ..., organization: _Optional[str] = ...) -> None: ...
