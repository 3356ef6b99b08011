from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CityPublished(_message.Message):
    __slots__ = ("slug", "title", "plugin", "version", "calendar", "work", "notice", "consequences")
    SLUG_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PLUGIN_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CALENDAR_FIELD_NUMBER: _ClassVar[int]
    WORK_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    CONSEQUENCES_FIELD_NUMBER: _ClassVar[int]
    slug: str
    title: str
    plugin: str
    version: str
    calendar: _containers.RepeatedScalarFieldContainer[str]
    work: _containers.RepeatedCompositeFieldContainer[WorkKind]
    notice: NoticeRule
    consequences: _containers.RepeatedCompositeFieldContainer[ConsequenceRule]
    def __init__(self, slug: _Optional[str] = ..., title: _Optional[str] = ..., plugin: _Optional[str] = ..., version: _Optional[str] = ..., calendar: _Optional[_Iterable[str]] = ..., work: _Optional[_Iterable[_Union[WorkKind, _Mapping]]] = ..., notice: _Optional[_Union[NoticeRule, _Mapping]] = ..., consequences: _Optional[_Iterable[_Union[ConsequenceRule, _Mapping]]] = ...) -> None: ...

class ConsequenceRule(_message.Message):
    __slots__ = ("key", "title", "model", "node", "steps", "by", "provenance", "source")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    NODE_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    model: str
    node: str
    steps: _containers.RepeatedScalarFieldContainer[str]
    by: str
    provenance: str
    source: str
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., model: _Optional[str] = ..., node: _Optional[str] = ..., steps: _Optional[_Iterable[str]] = ..., by: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ...) -> None: ...

class ConsequenceDue(_message.Message):
    __slots__ = ("subject", "rule", "step")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    subject: str
    rule: ConsequenceRule
    step: str
    def __init__(self, subject: _Optional[str] = ..., rule: _Optional[_Union[ConsequenceRule, _Mapping]] = ..., step: _Optional[str] = ...) -> None: ...

class NoticeRule(_message.Message):
    __slots__ = ("working_days", "to", "decided_by", "provenance", "source", "unordered", "live", "bulletins", "public")
    WORKING_DAYS_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    UNORDERED_FIELD_NUMBER: _ClassVar[int]
    LIVE_FIELD_NUMBER: _ClassVar[int]
    BULLETINS_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_FIELD_NUMBER: _ClassVar[int]
    working_days: int
    to: str
    decided_by: _containers.RepeatedScalarFieldContainer[str]
    provenance: str
    source: str
    unordered: bool
    live: str
    bulletins: _containers.RepeatedCompositeFieldContainer[BulletinRule]
    public: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, working_days: _Optional[int] = ..., to: _Optional[str] = ..., decided_by: _Optional[_Iterable[str]] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., unordered: _Optional[bool] = ..., live: _Optional[str] = ..., bulletins: _Optional[_Iterable[_Union[BulletinRule, _Mapping]]] = ..., public: _Optional[_Iterable[str]] = ...) -> None: ...

class BulletinRule(_message.Message):
    __slots__ = ("every", "title", "to", "provenance", "source")
    EVERY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    every: str
    title: str
    to: str
    provenance: str
    source: str
    def __init__(self, every: _Optional[str] = ..., title: _Optional[str] = ..., to: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ...) -> None: ...

class WorkField(_message.Message):
    __slots__ = ("key", "title", "takes", "choices", "optional", "opens", "seen_by")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TAKES_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    OPTIONAL_FIELD_NUMBER: _ClassVar[int]
    OPENS_FIELD_NUMBER: _ClassVar[int]
    SEEN_BY_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    takes: str
    choices: _containers.RepeatedCompositeFieldContainer[Choice]
    optional: bool
    opens: str
    seen_by: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., takes: _Optional[str] = ..., choices: _Optional[_Iterable[_Union[Choice, _Mapping]]] = ..., optional: _Optional[bool] = ..., opens: _Optional[str] = ..., seen_by: _Optional[_Iterable[str]] = ...) -> None: ...

class WorkStepKind(_message.Message):
    __slots__ = ("key", "title", "origins", "to", "by", "fields", "signatures", "closes", "under", "apart_from", "replaces", "exception", "waits")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ORIGINS_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURES_FIELD_NUMBER: _ClassVar[int]
    CLOSES_FIELD_NUMBER: _ClassVar[int]
    UNDER_FIELD_NUMBER: _ClassVar[int]
    APART_FROM_FIELD_NUMBER: _ClassVar[int]
    REPLACES_FIELD_NUMBER: _ClassVar[int]
    EXCEPTION_FIELD_NUMBER: _ClassVar[int]
    WAITS_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    origins: _containers.RepeatedScalarFieldContainer[str]
    to: str
    by: str
    fields: _containers.RepeatedCompositeFieldContainer[WorkField]
    signatures: int
    closes: bool
    under: _containers.RepeatedScalarFieldContainer[str]
    apart_from: str
    replaces: _containers.RepeatedScalarFieldContainer[str]
    exception: bool
    waits: int
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., origins: _Optional[_Iterable[str]] = ..., to: _Optional[str] = ..., by: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[WorkField, _Mapping]]] = ..., signatures: _Optional[int] = ..., closes: _Optional[bool] = ..., under: _Optional[_Iterable[str]] = ..., apart_from: _Optional[str] = ..., replaces: _Optional[_Iterable[str]] = ..., exception: _Optional[bool] = ..., waits: _Optional[int] = ...) -> None: ...

class WorkSaid(_message.Message):
    __slots__ = ("name", "text", "field", "counted", "days")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    COUNTED_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    name: str
    text: str
    field: str
    counted: bool
    days: bool
    def __init__(self, name: _Optional[str] = ..., text: _Optional[str] = ..., field: _Optional[str] = ..., counted: _Optional[bool] = ..., days: _Optional[bool] = ...) -> None: ...

class WorkFollow(_message.Message):
    __slots__ = ("indicator", "step", "says", "subject", "only", "only_values")
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    SAYS_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    ONLY_FIELD_NUMBER: _ClassVar[int]
    ONLY_VALUES_FIELD_NUMBER: _ClassVar[int]
    indicator: str
    step: str
    says: _containers.RepeatedCompositeFieldContainer[WorkSaid]
    subject: str
    only: str
    only_values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, indicator: _Optional[str] = ..., step: _Optional[str] = ..., says: _Optional[_Iterable[_Union[WorkSaid, _Mapping]]] = ..., subject: _Optional[str] = ..., only: _Optional[str] = ..., only_values: _Optional[_Iterable[str]] = ...) -> None: ...

class WorkGate(_message.Message):
    __slots__ = ("key", "title", "provenance", "source", "at", "field", "values", "registered", "work", "states", "own", "theirs", "same_year", "within_days", "leads_to", "advice", "alike", "required", "consequences")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_FIELD_NUMBER: _ClassVar[int]
    WORK_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    OWN_FIELD_NUMBER: _ClassVar[int]
    THEIRS_FIELD_NUMBER: _ClassVar[int]
    SAME_YEAR_FIELD_NUMBER: _ClassVar[int]
    WITHIN_DAYS_FIELD_NUMBER: _ClassVar[int]
    LEADS_TO_FIELD_NUMBER: _ClassVar[int]
    ADVICE_FIELD_NUMBER: _ClassVar[int]
    ALIKE_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    CONSEQUENCES_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    provenance: str
    source: str
    at: str
    field: str
    values: _containers.RepeatedScalarFieldContainer[str]
    registered: _containers.RepeatedScalarFieldContainer[str]
    work: str
    states: _containers.RepeatedScalarFieldContainer[str]
    own: str
    theirs: str
    same_year: bool
    within_days: int
    leads_to: str
    advice: str
    alike: _containers.RepeatedScalarFieldContainer[str]
    required: bool
    consequences: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., at: _Optional[str] = ..., field: _Optional[str] = ..., values: _Optional[_Iterable[str]] = ..., registered: _Optional[_Iterable[str]] = ..., work: _Optional[str] = ..., states: _Optional[_Iterable[str]] = ..., own: _Optional[str] = ..., theirs: _Optional[str] = ..., same_year: _Optional[bool] = ..., within_days: _Optional[int] = ..., leads_to: _Optional[str] = ..., advice: _Optional[str] = ..., alike: _Optional[_Iterable[str]] = ..., required: _Optional[bool] = ..., consequences: _Optional[_Iterable[str]] = ...) -> None: ...

class WorkProportion(_message.Message):
    __slots__ = ("step", "kind", "field", "shares", "weighed_by")
    STEP_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    SHARES_FIELD_NUMBER: _ClassVar[int]
    WEIGHED_BY_FIELD_NUMBER: _ClassVar[int]
    step: str
    kind: str
    field: str
    shares: _containers.RepeatedCompositeFieldContainer[WorkShare]
    weighed_by: str
    def __init__(self, step: _Optional[str] = ..., kind: _Optional[str] = ..., field: _Optional[str] = ..., shares: _Optional[_Iterable[_Union[WorkShare, _Mapping]]] = ..., weighed_by: _Optional[str] = ...) -> None: ...

class WorkShare(_message.Message):
    __slots__ = ("value", "percent")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    PERCENT_FIELD_NUMBER: _ClassVar[int]
    value: str
    percent: int
    def __init__(self, value: _Optional[str] = ..., percent: _Optional[int] = ...) -> None: ...

class WorkChildren(_message.Message):
    __slots__ = ("step", "kind", "states", "least")
    STEP_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    LEAST_FIELD_NUMBER: _ClassVar[int]
    step: str
    kind: str
    states: _containers.RepeatedScalarFieldContainer[str]
    least: int
    def __init__(self, step: _Optional[str] = ..., kind: _Optional[str] = ..., states: _Optional[_Iterable[str]] = ..., least: _Optional[int] = ...) -> None: ...

class WorkListed(_message.Message):
    __slots__ = ("step", "field", "among", "barred")
    STEP_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    AMONG_FIELD_NUMBER: _ClassVar[int]
    BARRED_FIELD_NUMBER: _ClassVar[int]
    step: str
    field: str
    among: str
    barred: bool
    def __init__(self, step: _Optional[str] = ..., field: _Optional[str] = ..., among: _Optional[str] = ..., barred: _Optional[bool] = ...) -> None: ...

class WorkTopShare(_message.Message):
    __slots__ = ("step", "field", "values", "by", "percent", "of", "least")
    STEP_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    PERCENT_FIELD_NUMBER: _ClassVar[int]
    OF_FIELD_NUMBER: _ClassVar[int]
    LEAST_FIELD_NUMBER: _ClassVar[int]
    step: str
    field: str
    values: _containers.RepeatedScalarFieldContainer[str]
    by: str
    percent: int
    of: str
    least: str
    def __init__(self, step: _Optional[str] = ..., field: _Optional[str] = ..., values: _Optional[_Iterable[str]] = ..., by: _Optional[str] = ..., percent: _Optional[int] = ..., of: _Optional[str] = ..., least: _Optional[str] = ...) -> None: ...

class WorkQuota(_message.Message):
    __slots__ = ("key", "title", "provenance", "source", "states", "most", "percent", "among", "rounds", "field", "values", "of_list")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    MOST_FIELD_NUMBER: _ClassVar[int]
    PERCENT_FIELD_NUMBER: _ClassVar[int]
    AMONG_FIELD_NUMBER: _ClassVar[int]
    ROUNDS_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    OF_LIST_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    provenance: str
    source: str
    states: _containers.RepeatedScalarFieldContainer[str]
    most: int
    percent: int
    among: _containers.RepeatedScalarFieldContainer[str]
    rounds: str
    field: str
    values: _containers.RepeatedScalarFieldContainer[str]
    of_list: str
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., states: _Optional[_Iterable[str]] = ..., most: _Optional[int] = ..., percent: _Optional[int] = ..., among: _Optional[_Iterable[str]] = ..., rounds: _Optional[str] = ..., field: _Optional[str] = ..., values: _Optional[_Iterable[str]] = ..., of_list: _Optional[str] = ...) -> None: ...

class WorkTurns(_message.Message):
    __slots__ = ("title", "provenance", "source", "field", "every", "turns")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    EVERY_FIELD_NUMBER: _ClassVar[int]
    TURNS_FIELD_NUMBER: _ClassVar[int]
    title: str
    provenance: str
    source: str
    field: str
    every: str
    turns: _containers.RepeatedCompositeFieldContainer[RotationTurn]
    def __init__(self, title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., field: _Optional[str] = ..., every: _Optional[str] = ..., turns: _Optional[_Iterable[_Union[RotationTurn, _Mapping]]] = ...) -> None: ...

class WorkWaiver(_message.Message):
    __slots__ = ("states", "of", "since", "until")
    STATES_FIELD_NUMBER: _ClassVar[int]
    OF_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    states: _containers.RepeatedScalarFieldContainer[str]
    of: str
    since: str
    until: str
    def __init__(self, states: _Optional[_Iterable[str]] = ..., of: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class WorkQuiet(_message.Message):
    __slots__ = ("title", "provenance", "source", "weekdays", "weeks")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    WEEKDAYS_FIELD_NUMBER: _ClassVar[int]
    WEEKS_FIELD_NUMBER: _ClassVar[int]
    title: str
    provenance: str
    source: str
    weekdays: _containers.RepeatedScalarFieldContainer[int]
    weeks: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., weekdays: _Optional[_Iterable[int]] = ..., weeks: _Optional[_Iterable[int]] = ...) -> None: ...

class WorkBurden(_message.Message):
    __slots__ = ("key", "title", "provenance", "source", "most", "sums", "per", "by")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    MOST_FIELD_NUMBER: _ClassVar[int]
    SUMS_FIELD_NUMBER: _ClassVar[int]
    PER_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    provenance: str
    source: str
    most: int
    sums: str
    per: str
    by: str
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., most: _Optional[int] = ..., sums: _Optional[str] = ..., per: _Optional[str] = ..., by: _Optional[str] = ...) -> None: ...

class WorkKind(_message.Message):
    __slots__ = ("key", "title", "noun", "provenance", "source", "subjects", "parent", "once_per", "most", "most_per", "due_days", "opening", "steps", "follows", "states", "every", "due_working_days", "exempt", "remind_working_days", "gates", "unique", "proportions", "children", "listed", "quiet", "burdens", "opening_suffices", "top_shares", "turns", "waiver", "succession", "quotas")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    NOUN_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ONCE_PER_FIELD_NUMBER: _ClassVar[int]
    MOST_FIELD_NUMBER: _ClassVar[int]
    MOST_PER_FIELD_NUMBER: _ClassVar[int]
    DUE_DAYS_FIELD_NUMBER: _ClassVar[int]
    OPENING_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    FOLLOWS_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    EVERY_FIELD_NUMBER: _ClassVar[int]
    DUE_WORKING_DAYS_FIELD_NUMBER: _ClassVar[int]
    EXEMPT_FIELD_NUMBER: _ClassVar[int]
    REMIND_WORKING_DAYS_FIELD_NUMBER: _ClassVar[int]
    GATES_FIELD_NUMBER: _ClassVar[int]
    UNIQUE_FIELD_NUMBER: _ClassVar[int]
    PROPORTIONS_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    LISTED_FIELD_NUMBER: _ClassVar[int]
    QUIET_FIELD_NUMBER: _ClassVar[int]
    BURDENS_FIELD_NUMBER: _ClassVar[int]
    OPENING_SUFFICES_FIELD_NUMBER: _ClassVar[int]
    TOP_SHARES_FIELD_NUMBER: _ClassVar[int]
    TURNS_FIELD_NUMBER: _ClassVar[int]
    WAIVER_FIELD_NUMBER: _ClassVar[int]
    SUCCESSION_FIELD_NUMBER: _ClassVar[int]
    QUOTAS_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    noun: str
    provenance: str
    source: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    parent: str
    once_per: str
    most: int
    most_per: str
    due_days: int
    opening: WorkStepKind
    steps: _containers.RepeatedCompositeFieldContainer[WorkStepKind]
    follows: _containers.RepeatedCompositeFieldContainer[WorkFollow]
    states: _containers.RepeatedCompositeFieldContainer[Choice]
    every: str
    due_working_days: int
    exempt: _containers.RepeatedScalarFieldContainer[str]
    remind_working_days: int
    gates: _containers.RepeatedCompositeFieldContainer[WorkGate]
    unique: _containers.RepeatedScalarFieldContainer[str]
    proportions: _containers.RepeatedCompositeFieldContainer[WorkProportion]
    children: _containers.RepeatedCompositeFieldContainer[WorkChildren]
    listed: _containers.RepeatedCompositeFieldContainer[WorkListed]
    quiet: _containers.RepeatedCompositeFieldContainer[WorkQuiet]
    burdens: _containers.RepeatedCompositeFieldContainer[WorkBurden]
    opening_suffices: bool
    top_shares: _containers.RepeatedCompositeFieldContainer[WorkTopShare]
    turns: WorkTurns
    waiver: WorkWaiver
    succession: str
    quotas: _containers.RepeatedCompositeFieldContainer[WorkQuota]
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., noun: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ..., parent: _Optional[str] = ..., once_per: _Optional[str] = ..., most: _Optional[int] = ..., most_per: _Optional[str] = ..., due_days: _Optional[int] = ..., opening: _Optional[_Union[WorkStepKind, _Mapping]] = ..., steps: _Optional[_Iterable[_Union[WorkStepKind, _Mapping]]] = ..., follows: _Optional[_Iterable[_Union[WorkFollow, _Mapping]]] = ..., states: _Optional[_Iterable[_Union[Choice, _Mapping]]] = ..., every: _Optional[str] = ..., due_working_days: _Optional[int] = ..., exempt: _Optional[_Iterable[str]] = ..., remind_working_days: _Optional[int] = ..., gates: _Optional[_Iterable[_Union[WorkGate, _Mapping]]] = ..., unique: _Optional[_Iterable[str]] = ..., proportions: _Optional[_Iterable[_Union[WorkProportion, _Mapping]]] = ..., children: _Optional[_Iterable[_Union[WorkChildren, _Mapping]]] = ..., listed: _Optional[_Iterable[_Union[WorkListed, _Mapping]]] = ..., quiet: _Optional[_Iterable[_Union[WorkQuiet, _Mapping]]] = ..., burdens: _Optional[_Iterable[_Union[WorkBurden, _Mapping]]] = ..., opening_suffices: _Optional[bool] = ..., top_shares: _Optional[_Iterable[_Union[WorkTopShare, _Mapping]]] = ..., turns: _Optional[_Union[WorkTurns, _Mapping]] = ..., waiver: _Optional[_Union[WorkWaiver, _Mapping]] = ..., succession: _Optional[str] = ..., quotas: _Optional[_Iterable[_Union[WorkQuota, _Mapping]]] = ...) -> None: ...

class Choice(_message.Message):
    __slots__ = ("key", "title", "lowest", "highest")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LOWEST_FIELD_NUMBER: _ClassVar[int]
    HIGHEST_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    lowest: str
    highest: str
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., lowest: _Optional[str] = ..., highest: _Optional[str] = ...) -> None: ...

class Accept(_message.Message):
    __slots__ = ("indicator", "title", "kind", "lowest", "highest", "step", "unit", "cadences", "recorded_by", "choices", "clause", "share", "how", "levels", "panels", "signatures", "reasoned", "may", "privacy", "nonzero", "together")
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    LOWEST_FIELD_NUMBER: _ClassVar[int]
    HIGHEST_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    CADENCES_FIELD_NUMBER: _ClassVar[int]
    RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    CLAUSE_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    HOW_FIELD_NUMBER: _ClassVar[int]
    LEVELS_FIELD_NUMBER: _ClassVar[int]
    PANELS_FIELD_NUMBER: _ClassVar[int]
    SIGNATURES_FIELD_NUMBER: _ClassVar[int]
    REASONED_FIELD_NUMBER: _ClassVar[int]
    MAY_FIELD_NUMBER: _ClassVar[int]
    PRIVACY_FIELD_NUMBER: _ClassVar[int]
    NONZERO_FIELD_NUMBER: _ClassVar[int]
    TOGETHER_FIELD_NUMBER: _ClassVar[int]
    indicator: str
    title: str
    kind: str
    lowest: str
    highest: str
    step: str
    unit: str
    cadences: _containers.RepeatedScalarFieldContainer[str]
    recorded_by: str
    choices: _containers.RepeatedCompositeFieldContainer[Choice]
    clause: str
    share: str
    how: str
    levels: _containers.RepeatedCompositeFieldContainer[Choice]
    panels: _containers.RepeatedCompositeFieldContainer[Choice]
    signatures: int
    reasoned: bool
    may: _containers.RepeatedScalarFieldContainer[str]
    privacy: Privacy
    nonzero: bool
    together: Together
    def __init__(self, indicator: _Optional[str] = ..., title: _Optional[str] = ..., kind: _Optional[str] = ..., lowest: _Optional[str] = ..., highest: _Optional[str] = ..., step: _Optional[str] = ..., unit: _Optional[str] = ..., cadences: _Optional[_Iterable[str]] = ..., recorded_by: _Optional[str] = ..., choices: _Optional[_Iterable[_Union[Choice, _Mapping]]] = ..., clause: _Optional[str] = ..., share: _Optional[str] = ..., how: _Optional[str] = ..., levels: _Optional[_Iterable[_Union[Choice, _Mapping]]] = ..., panels: _Optional[_Iterable[_Union[Choice, _Mapping]]] = ..., signatures: _Optional[int] = ..., reasoned: _Optional[bool] = ..., may: _Optional[_Iterable[str]] = ..., privacy: _Optional[_Union[Privacy, _Mapping]] = ..., nonzero: _Optional[bool] = ..., together: _Optional[_Union[Together, _Mapping]] = ...) -> None: ...

class Together(_message.Message):
    __slots__ = ("evaluated", "once", "limited", "apart_from", "waives", "no_overlap")
    EVALUATED_FIELD_NUMBER: _ClassVar[int]
    ONCE_FIELD_NUMBER: _ClassVar[int]
    LIMITED_FIELD_NUMBER: _ClassVar[int]
    APART_FROM_FIELD_NUMBER: _ClassVar[int]
    WAIVES_FIELD_NUMBER: _ClassVar[int]
    NO_OVERLAP_FIELD_NUMBER: _ClassVar[int]
    evaluated: _containers.RepeatedScalarFieldContainer[str]
    once: str
    limited: bool
    apart_from: _containers.RepeatedScalarFieldContainer[str]
    waives: _containers.RepeatedScalarFieldContainer[str]
    no_overlap: bool
    def __init__(self, evaluated: _Optional[_Iterable[str]] = ..., once: _Optional[str] = ..., limited: _Optional[bool] = ..., apart_from: _Optional[_Iterable[str]] = ..., waives: _Optional[_Iterable[str]] = ..., no_overlap: _Optional[bool] = ...) -> None: ...

class Privacy(_message.Message):
    __slots__ = ("names", "seen_by", "comments")
    NAMES_FIELD_NUMBER: _ClassVar[int]
    SEEN_BY_FIELD_NUMBER: _ClassVar[int]
    COMMENTS_FIELD_NUMBER: _ClassVar[int]
    names: str
    seen_by: _containers.RepeatedScalarFieldContainer[str]
    comments: str
    def __init__(self, names: _Optional[str] = ..., seen_by: _Optional[_Iterable[str]] = ..., comments: _Optional[str] = ...) -> None: ...

class RotationTurn(_message.Message):
    __slots__ = ("ordinal", "shifts")
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    SHIFTS_FIELD_NUMBER: _ClassVar[int]
    ordinal: int
    shifts: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, ordinal: _Optional[int] = ..., shifts: _Optional[_Iterable[int]] = ...) -> None: ...

class Rotation(_message.Message):
    __slots__ = ("indicator", "cadence", "turns")
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    CADENCE_FIELD_NUMBER: _ClassVar[int]
    TURNS_FIELD_NUMBER: _ClassVar[int]
    indicator: str
    cadence: str
    turns: _containers.RepeatedCompositeFieldContainer[RotationTurn]
    def __init__(self, indicator: _Optional[str] = ..., cadence: _Optional[str] = ..., turns: _Optional[_Iterable[_Union[RotationTurn, _Mapping]]] = ...) -> None: ...

class ModelPublished(_message.Message):
    __slots__ = ("city", "code", "hash", "subject_kind", "since", "until", "accepts", "rotations", "graph")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_KIND_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    ACCEPTS_FIELD_NUMBER: _ClassVar[int]
    ROTATIONS_FIELD_NUMBER: _ClassVar[int]
    GRAPH_FIELD_NUMBER: _ClassVar[int]
    city: str
    code: str
    hash: str
    subject_kind: str
    since: str
    until: str
    accepts: _containers.RepeatedCompositeFieldContainer[Accept]
    rotations: _containers.RepeatedCompositeFieldContainer[Rotation]
    graph: str
    def __init__(self, city: _Optional[str] = ..., code: _Optional[str] = ..., hash: _Optional[str] = ..., subject_kind: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., accepts: _Optional[_Iterable[_Union[Accept, _Mapping]]] = ..., rotations: _Optional[_Iterable[_Union[Rotation, _Mapping]]] = ..., graph: _Optional[str] = ...) -> None: ...

class Standing(_message.Message):
    __slots__ = ("subject", "total", "grade", "rung", "rank", "movement", "cycle", "index", "period", "marks")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    RUNG_FIELD_NUMBER: _ClassVar[int]
    RANK_FIELD_NUMBER: _ClassVar[int]
    MOVEMENT_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    MARKS_FIELD_NUMBER: _ClassVar[int]
    subject: str
    total: str
    grade: str
    rung: str
    rank: int
    movement: int
    cycle: str
    index: str
    period: str
    marks: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, subject: _Optional[str] = ..., total: _Optional[str] = ..., grade: _Optional[str] = ..., rung: _Optional[str] = ..., rank: _Optional[int] = ..., movement: _Optional[int] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., marks: _Optional[_Iterable[str]] = ...) -> None: ...

class Shift(_message.Message):
    __slots__ = ("first", "last", "by")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    first: int
    last: int
    by: int
    def __init__(self, first: _Optional[int] = ..., last: _Optional[int] = ..., by: _Optional[int] = ...) -> None: ...

class Moved(_message.Message):
    __slots__ = ("subject", "rank", "movement")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    RANK_FIELD_NUMBER: _ClassVar[int]
    MOVEMENT_FIELD_NUMBER: _ClassVar[int]
    subject: str
    rank: int
    movement: int
    def __init__(self, subject: _Optional[str] = ..., rank: _Optional[int] = ..., movement: _Optional[int] = ...) -> None: ...

class StandingsMoved(_message.Message):
    __slots__ = ("cycle", "index", "period", "changed", "gone", "ranks", "ranks_before", "moved", "others")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    GONE_FIELD_NUMBER: _ClassVar[int]
    RANKS_FIELD_NUMBER: _ClassVar[int]
    RANKS_BEFORE_FIELD_NUMBER: _ClassVar[int]
    MOVED_FIELD_NUMBER: _ClassVar[int]
    OTHERS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    index: str
    period: str
    changed: _containers.RepeatedCompositeFieldContainer[Standing]
    gone: _containers.RepeatedScalarFieldContainer[str]
    ranks: _containers.RepeatedCompositeFieldContainer[Shift]
    ranks_before: _containers.RepeatedCompositeFieldContainer[Shift]
    moved: _containers.RepeatedCompositeFieldContainer[Moved]
    others: int
    def __init__(self, cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., changed: _Optional[_Iterable[_Union[Standing, _Mapping]]] = ..., gone: _Optional[_Iterable[str]] = ..., ranks: _Optional[_Iterable[_Union[Shift, _Mapping]]] = ..., ranks_before: _Optional[_Iterable[_Union[Shift, _Mapping]]] = ..., moved: _Optional[_Iterable[_Union[Moved, _Mapping]]] = ..., others: _Optional[int] = ...) -> None: ...

class StandingsChanged(_message.Message):
    __slots__ = ("cycle", "index", "period", "changed", "gone")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    GONE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    index: str
    period: str
    changed: _containers.RepeatedCompositeFieldContainer[Standing]
    gone: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., changed: _Optional[_Iterable[_Union[Standing, _Mapping]]] = ..., gone: _Optional[_Iterable[str]] = ...) -> None: ...

class ListSize(_message.Message):
    __slots__ = ("model", "subjects")
    MODEL_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    model: str
    subjects: int
    def __init__(self, model: _Optional[str] = ..., subjects: _Optional[int] = ...) -> None: ...

class ResultsFrozen(_message.Message):
    __slots__ = ("cycle", "results_hash", "facts_hash", "sheets", "version", "consequences", "lists")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    FACTS_HASH_FIELD_NUMBER: _ClassVar[int]
    SHEETS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CONSEQUENCES_FIELD_NUMBER: _ClassVar[int]
    LISTS_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    results_hash: str
    facts_hash: str
    sheets: int
    version: int
    consequences: _containers.RepeatedCompositeFieldContainer[ConsequenceDue]
    lists: _containers.RepeatedCompositeFieldContainer[ListSize]
    def __init__(self, cycle: _Optional[str] = ..., results_hash: _Optional[str] = ..., facts_hash: _Optional[str] = ..., sheets: _Optional[int] = ..., version: _Optional[int] = ..., consequences: _Optional[_Iterable[_Union[ConsequenceDue, _Mapping]]] = ..., lists: _Optional[_Iterable[_Union[ListSize, _Mapping]]] = ...) -> None: ...
