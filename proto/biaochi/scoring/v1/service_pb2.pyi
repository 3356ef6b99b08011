from biaochi.assessment.v1 import events_pb2 as _events_pb2
from biaochi.common.v1 import common_pb2 as _common_pb2
from biaochi.scoring.v1 import events_pb2 as _events_pb2_1
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class City(_message.Message):
    __slots__ = ("slug", "title", "plugin", "version", "models")
    SLUG_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PLUGIN_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    MODELS_FIELD_NUMBER: _ClassVar[int]
    slug: str
    title: str
    plugin: str
    version: str
    models: _containers.RepeatedCompositeFieldContainer[ModelSummary]
    def __init__(self, slug: _Optional[str] = ..., title: _Optional[str] = ..., plugin: _Optional[str] = ..., version: _Optional[str] = ..., models: _Optional[_Iterable[_Union[ModelSummary, _Mapping]]] = ...) -> None: ...

class ModelSummary(_message.Message):
    __slots__ = ("code", "hash", "subject_kind", "since", "until", "indexes")
    CODE_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_KIND_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    INDEXES_FIELD_NUMBER: _ClassVar[int]
    code: str
    hash: str
    subject_kind: str
    since: str
    until: str
    indexes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, code: _Optional[str] = ..., hash: _Optional[str] = ..., subject_kind: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., indexes: _Optional[_Iterable[str]] = ...) -> None: ...

class ListCitiesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListCitiesAnswer(_message.Message):
    __slots__ = ("cities",)
    CITIES_FIELD_NUMBER: _ClassVar[int]
    cities: _containers.RepeatedCompositeFieldContainer[City]
    def __init__(self, cities: _Optional[_Iterable[_Union[City, _Mapping]]] = ...) -> None: ...

class Source(_message.Message):
    __slots__ = ("document", "place")
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    document: str
    place: str
    def __init__(self, document: _Optional[str] = ..., place: _Optional[str] = ...) -> None: ...

class RuleNumber(_message.Message):
    __slots__ = ("value", "provenance", "source")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    value: str
    provenance: str
    source: Source
    def __init__(self, value: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ...) -> None: ...

class ModelNode(_message.Message):
    __slots__ = ("key", "title", "provenance", "source", "cadence", "words", "max", "accept", "index", "numbers")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CADENCE_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    MAX_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    NUMBERS_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    provenance: str
    source: Source
    cadence: str
    words: str
    max: str
    accept: _events_pb2_1.Accept
    index: str
    numbers: _containers.RepeatedCompositeFieldContainer[RuleNumber]
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ..., cadence: _Optional[str] = ..., words: _Optional[str] = ..., max: _Optional[str] = ..., accept: _Optional[_Union[_events_pb2_1.Accept, _Mapping]] = ..., index: _Optional[str] = ..., numbers: _Optional[_Iterable[_Union[RuleNumber, _Mapping]]] = ...) -> None: ...

class Model(_message.Message):
    __slots__ = ("city", "code", "hash", "title", "subject_kind", "since", "until", "source", "indexes", "nodes", "rule_book")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_KIND_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    INDEXES_FIELD_NUMBER: _ClassVar[int]
    NODES_FIELD_NUMBER: _ClassVar[int]
    RULE_BOOK_FIELD_NUMBER: _ClassVar[int]
    city: str
    code: str
    hash: str
    title: str
    subject_kind: str
    since: str
    until: str
    source: Source
    indexes: _containers.RepeatedScalarFieldContainer[str]
    nodes: _containers.RepeatedCompositeFieldContainer[ModelNode]
    rule_book: str
    def __init__(self, city: _Optional[str] = ..., code: _Optional[str] = ..., hash: _Optional[str] = ..., title: _Optional[str] = ..., subject_kind: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ..., indexes: _Optional[_Iterable[str]] = ..., nodes: _Optional[_Iterable[_Union[ModelNode, _Mapping]]] = ..., rule_book: _Optional[str] = ...) -> None: ...

class BatchGetModelsRequest(_message.Message):
    __slots__ = ("city", "codes", "as_of")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    city: str
    codes: _containers.RepeatedScalarFieldContainer[str]
    as_of: str
    def __init__(self, city: _Optional[str] = ..., codes: _Optional[_Iterable[str]] = ..., as_of: _Optional[str] = ...) -> None: ...

class BatchGetModelsAnswer(_message.Message):
    __slots__ = ("models",)
    MODELS_FIELD_NUMBER: _ClassVar[int]
    models: _containers.RepeatedCompositeFieldContainer[Model]
    def __init__(self, models: _Optional[_Iterable[_Union[Model, _Mapping]]] = ...) -> None: ...

class ListStandingsRequest(_message.Message):
    __slots__ = ("city", "cycle", "index", "period", "rung", "grade", "first", "after", "last", "before", "position", "parent", "search", "subjects", "order", "descending")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    RUNG_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    SEARCH_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    ORDER_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    index: str
    period: str
    rung: str
    grade: str
    first: int
    after: str
    last: int
    before: str
    position: str
    parent: str
    search: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    order: str
    descending: bool
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., rung: _Optional[str] = ..., grade: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., position: _Optional[str] = ..., parent: _Optional[str] = ..., search: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ..., order: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class ListStandingsAnswer(_message.Message):
    __slots__ = ("standings", "total", "has_more", "has_previous", "position")
    STANDINGS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    standings: _containers.RepeatedCompositeFieldContainer[_events_pb2_1.Standing]
    total: int
    has_more: bool
    has_previous: bool
    position: str
    def __init__(self, standings: _Optional[_Iterable[_Union[_events_pb2_1.Standing, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ..., position: _Optional[str] = ...) -> None: ...

class ListMovedRequest(_message.Message):
    __slots__ = ("city", "cycle", "index", "period", "ranks", "ranks_before", "first", "after", "subjects")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    RANKS_FIELD_NUMBER: _ClassVar[int]
    RANKS_BEFORE_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    index: str
    period: str
    ranks: _containers.RepeatedCompositeFieldContainer[_events_pb2_1.Shift]
    ranks_before: _containers.RepeatedCompositeFieldContainer[_events_pb2_1.Shift]
    first: int
    after: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., ranks: _Optional[_Iterable[_Union[_events_pb2_1.Shift, _Mapping]]] = ..., ranks_before: _Optional[_Iterable[_Union[_events_pb2_1.Shift, _Mapping]]] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ...) -> None: ...

class GetOrderRequest(_message.Message):
    __slots__ = ("city", "cycle", "index", "period", "position", "first", "after")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    index: str
    period: str
    position: str
    first: int
    after: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., position: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ...) -> None: ...

class PlaceInOrder(_message.Message):
    __slots__ = ("subject", "rank")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    RANK_FIELD_NUMBER: _ClassVar[int]
    subject: str
    rank: int
    def __init__(self, subject: _Optional[str] = ..., rank: _Optional[int] = ...) -> None: ...

class GetOrderAnswer(_message.Message):
    __slots__ = ("places", "total", "has_more", "position")
    PLACES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    places: _containers.RepeatedCompositeFieldContainer[PlaceInOrder]
    total: int
    has_more: bool
    position: str
    def __init__(self, places: _Optional[_Iterable[_Union[PlaceInOrder, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., position: _Optional[str] = ...) -> None: ...

class BatchListStandingsRequest(_message.Message):
    __slots__ = ("city", "subjects", "cycle", "index", "period")
    CITY_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    city: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    cycle: str
    index: str
    period: str
    def __init__(self, city: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ...) -> None: ...

class BatchListStandingsAnswer(_message.Message):
    __slots__ = ("standings",)
    STANDINGS_FIELD_NUMBER: _ClassVar[int]
    standings: _containers.RepeatedCompositeFieldContainer[_events_pb2_1.Standing]
    def __init__(self, standings: _Optional[_Iterable[_Union[_events_pb2_1.Standing, _Mapping]]] = ...) -> None: ...

class BatchGetSheetsRequest(_message.Message):
    __slots__ = ("city", "cycle", "index", "period", "subjects", "nodes", "levels", "without")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    NODES_FIELD_NUMBER: _ClassVar[int]
    LEVELS_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    index: str
    period: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    nodes: _containers.RepeatedScalarFieldContainer[str]
    levels: int
    without: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ..., nodes: _Optional[_Iterable[str]] = ..., levels: _Optional[int] = ..., without: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetSheetsAnswer(_message.Message):
    __slots__ = ("sheets",)
    SHEETS_FIELD_NUMBER: _ClassVar[int]
    sheets: _containers.RepeatedCompositeFieldContainer[Sheet]
    def __init__(self, sheets: _Optional[_Iterable[_Union[Sheet, _Mapping]]] = ...) -> None: ...

class Receipt(_message.Message):
    __slots__ = ("model_hash", "input_hash", "versions")
    class VersionsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    MODEL_HASH_FIELD_NUMBER: _ClassVar[int]
    INPUT_HASH_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    model_hash: str
    input_hash: str
    versions: _containers.ScalarMap[str, str]
    def __init__(self, model_hash: _Optional[str] = ..., input_hash: _Optional[str] = ..., versions: _Optional[_Mapping[str, str]] = ...) -> None: ...

class Explanation(_message.Message):
    __slots__ = ("key", "title", "value", "max", "formula", "provenance", "source", "children", "facts", "related", "flag")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MAX_FIELD_NUMBER: _ClassVar[int]
    FORMULA_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    RELATED_FIELD_NUMBER: _ClassVar[int]
    FLAG_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    value: str
    max: str
    formula: str
    provenance: str
    source: Source
    children: _containers.RepeatedCompositeFieldContainer[Explanation]
    facts: _containers.RepeatedCompositeFieldContainer[_events_pb2.Fact]
    related: Related
    flag: bool
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., value: _Optional[str] = ..., max: _Optional[str] = ..., formula: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ..., children: _Optional[_Iterable[_Union[Explanation, _Mapping]]] = ..., facts: _Optional[_Iterable[_Union[_events_pb2.Fact, _Mapping]]] = ..., related: _Optional[_Union[Related, _Mapping]] = ..., flag: _Optional[bool] = ...) -> None: ...

class Related(_message.Message):
    __slots__ = ("subject", "model", "index", "cycle", "period")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    subject: str
    model: str
    index: str
    cycle: str
    period: str
    def __init__(self, subject: _Optional[str] = ..., model: _Optional[str] = ..., index: _Optional[str] = ..., cycle: _Optional[str] = ..., period: _Optional[str] = ...) -> None: ...

class NodeValue(_message.Message):
    __slots__ = ("key", "title", "value", "flag")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    FLAG_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    value: str
    flag: bool
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., value: _Optional[str] = ..., flag: _Optional[bool] = ...) -> None: ...

class Sheet(_message.Message):
    __slots__ = ("standing", "receipt", "explanation", "grade_explanation", "rung_explanation", "values", "nodes")
    STANDING_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    GRADE_EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    RUNG_EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    NODES_FIELD_NUMBER: _ClassVar[int]
    standing: _events_pb2_1.Standing
    receipt: Receipt
    explanation: Explanation
    grade_explanation: Explanation
    rung_explanation: Explanation
    values: _containers.RepeatedCompositeFieldContainer[NodeValue]
    nodes: _containers.RepeatedCompositeFieldContainer[Explanation]
    def __init__(self, standing: _Optional[_Union[_events_pb2_1.Standing, _Mapping]] = ..., receipt: _Optional[_Union[Receipt, _Mapping]] = ..., explanation: _Optional[_Union[Explanation, _Mapping]] = ..., grade_explanation: _Optional[_Union[Explanation, _Mapping]] = ..., rung_explanation: _Optional[_Union[Explanation, _Mapping]] = ..., values: _Optional[_Iterable[_Union[NodeValue, _Mapping]]] = ..., nodes: _Optional[_Iterable[_Union[Explanation, _Mapping]]] = ...) -> None: ...

class BatchListRungsRequest(_message.Message):
    __slots__ = ("city", "subjects")
    CITY_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    city: str
    subjects: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., subjects: _Optional[_Iterable[str]] = ...) -> None: ...

class RungSpell(_message.Message):
    __slots__ = ("subject", "index", "rung", "title", "since", "period", "cycle")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    RUNG_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    subject: str
    index: str
    rung: str
    title: str
    since: str
    period: str
    cycle: str
    def __init__(self, subject: _Optional[str] = ..., index: _Optional[str] = ..., rung: _Optional[str] = ..., title: _Optional[str] = ..., since: _Optional[str] = ..., period: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class BatchListRungsAnswer(_message.Message):
    __slots__ = ("spells",)
    SPELLS_FIELD_NUMBER: _ClassVar[int]
    spells: _containers.RepeatedCompositeFieldContainer[RungSpell]
    def __init__(self, spells: _Optional[_Iterable[_Union[RungSpell, _Mapping]]] = ...) -> None: ...

class BatchGetResultsRequest(_message.Message):
    __slots__ = ("city", "cycles")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLES_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycles: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, city: _Optional[str] = ..., cycles: _Optional[_Iterable[str]] = ...) -> None: ...

class Results(_message.Message):
    __slots__ = ("cycle", "frozen", "results_hash", "facts_hash")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    FROZEN_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    FACTS_HASH_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    frozen: bool
    results_hash: str
    facts_hash: str
    def __init__(self, cycle: _Optional[str] = ..., frozen: _Optional[bool] = ..., results_hash: _Optional[str] = ..., facts_hash: _Optional[str] = ...) -> None: ...

class BatchGetResultsAnswer(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[Results]
    def __init__(self, results: _Optional[_Iterable[_Union[Results, _Mapping]]] = ...) -> None: ...

class ListPluginsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Plugin(_message.Message):
    __slots__ = ("name", "version", "city", "models", "quarantine_reason")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    MODELS_FIELD_NUMBER: _ClassVar[int]
    QUARANTINE_REASON_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: str
    city: str
    models: _containers.RepeatedCompositeFieldContainer[ModelSummary]
    quarantine_reason: str
    def __init__(self, name: _Optional[str] = ..., version: _Optional[str] = ..., city: _Optional[str] = ..., models: _Optional[_Iterable[_Union[ModelSummary, _Mapping]]] = ..., quarantine_reason: _Optional[str] = ...) -> None: ...

class ListPluginsAnswer(_message.Message):
    __slots__ = ("plugins", "position")
    PLUGINS_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    plugins: _containers.RepeatedCompositeFieldContainer[Plugin]
    position: str
    def __init__(self, plugins: _Optional[_Iterable[_Union[Plugin, _Mapping]]] = ..., position: _Optional[str] = ...) -> None: ...

class ParameterChange(_message.Message):
    __slots__ = ("node", "place", "value", "model")
    NODE_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    node: str
    place: int
    value: str
    model: str
    def __init__(self, node: _Optional[str] = ..., place: _Optional[int] = ..., value: _Optional[str] = ..., model: _Optional[str] = ...) -> None: ...

class SimulateRequest(_message.Message):
    __slots__ = ("city", "cycle", "index", "period", "added", "reversed", "parameters", "model_hash", "graph", "open", "only", "first", "after", "against_hash", "last", "before", "listing")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    ADDED_FIELD_NUMBER: _ClassVar[int]
    REVERSED_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    MODEL_HASH_FIELD_NUMBER: _ClassVar[int]
    GRAPH_FIELD_NUMBER: _ClassVar[int]
    OPEN_FIELD_NUMBER: _ClassVar[int]
    ONLY_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    AGAINST_HASH_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    index: str
    period: str
    added: _containers.RepeatedCompositeFieldContainer[_events_pb2.Fact]
    reversed: _containers.RepeatedScalarFieldContainer[str]
    parameters: _containers.RepeatedCompositeFieldContainer[ParameterChange]
    model_hash: str
    graph: str
    open: _containers.RepeatedScalarFieldContainer[str]
    only: _containers.RepeatedScalarFieldContainer[str]
    first: int
    after: str
    against_hash: str
    last: int
    before: str
    listing: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., added: _Optional[_Iterable[_Union[_events_pb2.Fact, _Mapping]]] = ..., reversed: _Optional[_Iterable[str]] = ..., parameters: _Optional[_Iterable[_Union[ParameterChange, _Mapping]]] = ..., model_hash: _Optional[str] = ..., graph: _Optional[str] = ..., open: _Optional[_Iterable[str]] = ..., only: _Optional[_Iterable[str]] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., against_hash: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., listing: _Optional[str] = ...) -> None: ...

class Difference(_message.Message):
    __slots__ = ("key", "title", "before", "after")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    before: str
    after: str
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., before: _Optional[str] = ..., after: _Optional[str] = ...) -> None: ...

class Move(_message.Message):
    __slots__ = ("subject", "before", "after", "changed", "values", "grade_direction", "rung_direction")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    GRADE_DIRECTION_FIELD_NUMBER: _ClassVar[int]
    RUNG_DIRECTION_FIELD_NUMBER: _ClassVar[int]
    subject: str
    before: _events_pb2_1.Standing
    after: _events_pb2_1.Standing
    changed: _containers.RepeatedScalarFieldContainer[str]
    values: _containers.RepeatedCompositeFieldContainer[Difference]
    grade_direction: str
    rung_direction: str
    def __init__(self, subject: _Optional[str] = ..., before: _Optional[_Union[_events_pb2_1.Standing, _Mapping]] = ..., after: _Optional[_Union[_events_pb2_1.Standing, _Mapping]] = ..., changed: _Optional[_Iterable[str]] = ..., values: _Optional[_Iterable[_Union[Difference, _Mapping]]] = ..., grade_direction: _Optional[str] = ..., rung_direction: _Optional[str] = ...) -> None: ...

class Flow(_message.Message):
    __slots__ = ("aspect", "before", "after", "subjects", "direction")
    ASPECT_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    aspect: str
    before: str
    after: str
    subjects: int
    direction: str
    def __init__(self, aspect: _Optional[str] = ..., before: _Optional[str] = ..., after: _Optional[str] = ..., subjects: _Optional[int] = ..., direction: _Optional[str] = ...) -> None: ...

class SimulateAnswer(_message.Message):
    __slots__ = ("period", "model_hash_before", "model_hash_after", "subjects", "movers", "totals", "grades", "rungs", "rose", "fell", "flows", "moves", "total", "has_more", "rules", "left_out", "sheets", "has_previous", "listing")
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    MODEL_HASH_BEFORE_FIELD_NUMBER: _ClassVar[int]
    MODEL_HASH_AFTER_FIELD_NUMBER: _ClassVar[int]
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    MOVERS_FIELD_NUMBER: _ClassVar[int]
    TOTALS_FIELD_NUMBER: _ClassVar[int]
    GRADES_FIELD_NUMBER: _ClassVar[int]
    RUNGS_FIELD_NUMBER: _ClassVar[int]
    ROSE_FIELD_NUMBER: _ClassVar[int]
    FELL_FIELD_NUMBER: _ClassVar[int]
    FLOWS_FIELD_NUMBER: _ClassVar[int]
    MOVES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    RULES_FIELD_NUMBER: _ClassVar[int]
    LEFT_OUT_FIELD_NUMBER: _ClassVar[int]
    SHEETS_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    period: str
    model_hash_before: str
    model_hash_after: str
    subjects: int
    movers: int
    totals: int
    grades: int
    rungs: int
    rose: int
    fell: int
    flows: _containers.RepeatedCompositeFieldContainer[Flow]
    moves: _containers.RepeatedCompositeFieldContainer[Move]
    total: int
    has_more: bool
    rules: _containers.RepeatedCompositeFieldContainer[Difference]
    left_out: _containers.RepeatedScalarFieldContainer[str]
    sheets: _containers.RepeatedCompositeFieldContainer[Sheet]
    has_previous: bool
    listing: str
    def __init__(self, period: _Optional[str] = ..., model_hash_before: _Optional[str] = ..., model_hash_after: _Optional[str] = ..., subjects: _Optional[int] = ..., movers: _Optional[int] = ..., totals: _Optional[int] = ..., grades: _Optional[int] = ..., rungs: _Optional[int] = ..., rose: _Optional[int] = ..., fell: _Optional[int] = ..., flows: _Optional[_Iterable[_Union[Flow, _Mapping]]] = ..., moves: _Optional[_Iterable[_Union[Move, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., rules: _Optional[_Iterable[_Union[Difference, _Mapping]]] = ..., left_out: _Optional[_Iterable[str]] = ..., sheets: _Optional[_Iterable[_Union[Sheet, _Mapping]]] = ..., has_previous: _Optional[bool] = ..., listing: _Optional[str] = ...) -> None: ...

class ListModelVersionsRequest(_message.Message):
    __slots__ = ("city", "code")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    city: str
    code: str
    def __init__(self, city: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class ModelVersion(_message.Message):
    __slots__ = ("hash", "since", "until", "superseded_by", "cycles", "title", "rule_book")
    HASH_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    SUPERSEDED_BY_FIELD_NUMBER: _ClassVar[int]
    CYCLES_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    RULE_BOOK_FIELD_NUMBER: _ClassVar[int]
    hash: str
    since: str
    until: str
    superseded_by: str
    cycles: _containers.RepeatedScalarFieldContainer[str]
    title: str
    rule_book: str
    def __init__(self, hash: _Optional[str] = ..., since: _Optional[str] = ..., until: _Optional[str] = ..., superseded_by: _Optional[str] = ..., cycles: _Optional[_Iterable[str]] = ..., title: _Optional[str] = ..., rule_book: _Optional[str] = ...) -> None: ...

class ListModelVersionsAnswer(_message.Message):
    __slots__ = ("versions",)
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    versions: _containers.RepeatedCompositeFieldContainer[ModelVersion]
    def __init__(self, versions: _Optional[_Iterable[_Union[ModelVersion, _Mapping]]] = ...) -> None: ...

class BatchReportRequest(_message.Message):
    __slots__ = ("city", "questions")
    CITY_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    city: str
    questions: _containers.RepeatedCompositeFieldContainer[ReportQuestion]
    def __init__(self, city: _Optional[str] = ..., questions: _Optional[_Iterable[_Union[ReportQuestion, _Mapping]]] = ...) -> None: ...

class BatchReportAnswer(_message.Message):
    __slots__ = ("reports",)
    REPORTS_FIELD_NUMBER: _ClassVar[int]
    reports: _containers.RepeatedCompositeFieldContainer[Report]
    def __init__(self, reports: _Optional[_Iterable[_Union[Report, _Mapping]]] = ...) -> None: ...

class ReportQuestion(_message.Message):
    __slots__ = ("circular", "clearance", "concordance", "raters", "movement", "clearances")
    CIRCULAR_FIELD_NUMBER: _ClassVar[int]
    CLEARANCE_FIELD_NUMBER: _ClassVar[int]
    CONCORDANCE_FIELD_NUMBER: _ClassVar[int]
    RATERS_FIELD_NUMBER: _ClassVar[int]
    MOVEMENT_FIELD_NUMBER: _ClassVar[int]
    CLEARANCES_FIELD_NUMBER: _ClassVar[int]
    circular: CircularQuestion
    clearance: ClearanceQuestion
    concordance: ConcordanceQuestion
    raters: RatersQuestion
    movement: MovementQuestion
    clearances: ClearancesQuestion
    def __init__(self, circular: _Optional[_Union[CircularQuestion, _Mapping]] = ..., clearance: _Optional[_Union[ClearanceQuestion, _Mapping]] = ..., concordance: _Optional[_Union[ConcordanceQuestion, _Mapping]] = ..., raters: _Optional[_Union[RatersQuestion, _Mapping]] = ..., movement: _Optional[_Union[MovementQuestion, _Mapping]] = ..., clearances: _Optional[_Union[ClearancesQuestion, _Mapping]] = ...) -> None: ...

class Report(_message.Message):
    __slots__ = ("circular", "clearance", "concordance", "raters", "movement", "clearances")
    CIRCULAR_FIELD_NUMBER: _ClassVar[int]
    CLEARANCE_FIELD_NUMBER: _ClassVar[int]
    CONCORDANCE_FIELD_NUMBER: _ClassVar[int]
    RATERS_FIELD_NUMBER: _ClassVar[int]
    MOVEMENT_FIELD_NUMBER: _ClassVar[int]
    CLEARANCES_FIELD_NUMBER: _ClassVar[int]
    circular: Circular
    clearance: Clearance
    concordance: Concordance
    raters: Raters
    movement: Movement
    clearances: Clearances
    def __init__(self, circular: _Optional[_Union[Circular, _Mapping]] = ..., clearance: _Optional[_Union[Clearance, _Mapping]] = ..., concordance: _Optional[_Union[Concordance, _Mapping]] = ..., raters: _Optional[_Union[Raters, _Mapping]] = ..., movement: _Optional[_Union[Movement, _Mapping]] = ..., clearances: _Optional[_Union[Clearances, _Mapping]] = ...) -> None: ...

class ListOfStandings(_message.Message):
    __slots__ = ("cycle", "index", "period")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    index: str
    period: str
    def __init__(self, cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ...) -> None: ...

class ReportPage(_message.Message):
    __slots__ = ("first", "after", "last", "before", "listing")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    first: int
    after: str
    last: int
    before: str
    listing: str
    def __init__(self, first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ..., listing: _Optional[str] = ...) -> None: ...

class CircularQuestion(_message.Message):
    __slots__ = ("of", "page")
    OF_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    of: ListOfStandings
    page: ReportPage
    def __init__(self, of: _Optional[_Union[ListOfStandings, _Mapping]] = ..., page: _Optional[_Union[ReportPage, _Mapping]] = ...) -> None: ...

class Loss(_message.Message):
    __slots__ = ("key", "title", "value", "max", "lost", "provenance", "source", "under", "period", "rectify_by", "facts")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MAX_FIELD_NUMBER: _ClassVar[int]
    LOST_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    UNDER_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    RECTIFY_BY_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    value: str
    max: str
    lost: str
    provenance: str
    source: Source
    under: _containers.RepeatedScalarFieldContainer[str]
    period: str
    rectify_by: str
    facts: _containers.RepeatedCompositeFieldContainer[_events_pb2.Fact]
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., value: _Optional[str] = ..., max: _Optional[str] = ..., lost: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ..., under: _Optional[_Iterable[str]] = ..., period: _Optional[str] = ..., rectify_by: _Optional[str] = ..., facts: _Optional[_Iterable[_Union[_events_pb2.Fact, _Mapping]]] = ...) -> None: ...

class CircularEntry(_message.Message):
    __slots__ = ("standing", "losses")
    STANDING_FIELD_NUMBER: _ClassVar[int]
    LOSSES_FIELD_NUMBER: _ClassVar[int]
    standing: _events_pb2_1.Standing
    losses: _containers.RepeatedCompositeFieldContainer[Loss]
    def __init__(self, standing: _Optional[_Union[_events_pb2_1.Standing, _Mapping]] = ..., losses: _Optional[_Iterable[_Union[Loss, _Mapping]]] = ...) -> None: ...

class Circular(_message.Message):
    __slots__ = ("entries", "total", "has_more", "title", "source", "total_title", "grades", "rungs", "has_previous", "listing")
    class GradesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class RungsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_TITLE_FIELD_NUMBER: _ClassVar[int]
    GRADES_FIELD_NUMBER: _ClassVar[int]
    RUNGS_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[CircularEntry]
    total: int
    has_more: bool
    title: str
    source: Source
    total_title: str
    grades: _containers.ScalarMap[str, str]
    rungs: _containers.ScalarMap[str, str]
    has_previous: bool
    listing: str
    def __init__(self, entries: _Optional[_Iterable[_Union[CircularEntry, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., title: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ..., total_title: _Optional[str] = ..., grades: _Optional[_Mapping[str, str]] = ..., rungs: _Optional[_Mapping[str, str]] = ..., has_previous: _Optional[bool] = ..., listing: _Optional[str] = ...) -> None: ...

class ClearanceQuestion(_message.Message):
    __slots__ = ("subject", "as_of")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    subject: str
    as_of: str
    def __init__(self, subject: _Optional[str] = ..., as_of: _Optional[str] = ...) -> None: ...

class Ground(_message.Message):
    __slots__ = ("key", "title", "shown", "provenance", "source", "facts")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    SHOWN_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    shown: str
    provenance: str
    source: Source
    facts: _containers.RepeatedCompositeFieldContainer[_events_pb2.Fact]
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., shown: _Optional[str] = ..., provenance: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ..., facts: _Optional[_Iterable[_Union[_events_pb2.Fact, _Mapping]]] = ...) -> None: ...

class Clearance(_message.Message):
    __slots__ = ("subject", "as_of", "answer", "opinion", "cycle", "period", "model", "model_hash", "source", "grounds", "explanation")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    MODEL_HASH_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    subject: str
    as_of: str
    answer: str
    opinion: str
    cycle: str
    period: str
    model: str
    model_hash: str
    source: Source
    grounds: _containers.RepeatedCompositeFieldContainer[Ground]
    explanation: Explanation
    def __init__(self, subject: _Optional[str] = ..., as_of: _Optional[str] = ..., answer: _Optional[str] = ..., opinion: _Optional[str] = ..., cycle: _Optional[str] = ..., period: _Optional[str] = ..., model: _Optional[str] = ..., model_hash: _Optional[str] = ..., source: _Optional[_Union[Source, _Mapping]] = ..., grounds: _Optional[_Iterable[_Union[Ground, _Mapping]]] = ..., explanation: _Optional[_Union[Explanation, _Mapping]] = ...) -> None: ...

class ClearancesQuestion(_message.Message):
    __slots__ = ("subjects", "as_of", "answer", "page")
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    subjects: _containers.RepeatedScalarFieldContainer[str]
    as_of: str
    answer: str
    page: ReportPage
    def __init__(self, subjects: _Optional[_Iterable[str]] = ..., as_of: _Optional[str] = ..., answer: _Optional[str] = ..., page: _Optional[_Union[ReportPage, _Mapping]] = ...) -> None: ...

class Clearances(_message.Message):
    __slots__ = ("clearances", "total", "has_more", "has_previous", "listing")
    CLEARANCES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    clearances: _containers.RepeatedCompositeFieldContainer[Clearance]
    total: int
    has_more: bool
    has_previous: bool
    listing: str
    def __init__(self, clearances: _Optional[_Iterable[_Union[Clearance, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ..., listing: _Optional[str] = ...) -> None: ...

class Chosen(_message.Message):
    __slots__ = ("of", "node", "values")
    OF_FIELD_NUMBER: _ClassVar[int]
    NODE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    of: ListOfStandings
    node: str
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, of: _Optional[_Union[ListOfStandings, _Mapping]] = ..., node: _Optional[str] = ..., values: _Optional[_Iterable[str]] = ...) -> None: ...

class ConcordanceQuestion(_message.Message):
    __slots__ = ("first", "second", "page")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    first: Chosen
    second: Chosen
    page: ReportPage
    def __init__(self, first: _Optional[_Union[Chosen, _Mapping]] = ..., second: _Optional[_Union[Chosen, _Mapping]] = ..., page: _Optional[_Union[ReportPage, _Mapping]] = ...) -> None: ...

class ConcordanceEntry(_message.Message):
    __slots__ = ("subject", "side")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    SIDE_FIELD_NUMBER: _ClassVar[int]
    subject: str
    side: str
    def __init__(self, subject: _Optional[str] = ..., side: _Optional[str] = ...) -> None: ...

class Concordance(_message.Message):
    __slots__ = ("both", "first_only", "second_only", "unknown", "entries", "total", "has_more", "has_previous", "listing")
    BOTH_FIELD_NUMBER: _ClassVar[int]
    FIRST_ONLY_FIELD_NUMBER: _ClassVar[int]
    SECOND_ONLY_FIELD_NUMBER: _ClassVar[int]
    UNKNOWN_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    both: int
    first_only: int
    second_only: int
    unknown: int
    entries: _containers.RepeatedCompositeFieldContainer[ConcordanceEntry]
    total: int
    has_more: bool
    has_previous: bool
    listing: str
    def __init__(self, both: _Optional[int] = ..., first_only: _Optional[int] = ..., second_only: _Optional[int] = ..., unknown: _Optional[int] = ..., entries: _Optional[_Iterable[_Union[ConcordanceEntry, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ..., listing: _Optional[str] = ...) -> None: ...

class RatersQuestion(_message.Message):
    __slots__ = ("cycle", "indicator", "period", "same_from", "top", "top_share", "page")
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    SAME_FROM_FIELD_NUMBER: _ClassVar[int]
    TOP_FIELD_NUMBER: _ClassVar[int]
    TOP_SHARE_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    cycle: str
    indicator: str
    period: str
    same_from: int
    top: str
    top_share: str
    page: ReportPage
    def __init__(self, cycle: _Optional[str] = ..., indicator: _Optional[str] = ..., period: _Optional[str] = ..., same_from: _Optional[int] = ..., top: _Optional[str] = ..., top_share: _Optional[str] = ..., page: _Optional[_Union[ReportPage, _Mapping]] = ...) -> None: ...

class Rater(_message.Message):
    __slots__ = ("rater", "marks", "above", "same", "too_many_top", "place")
    RATER_FIELD_NUMBER: _ClassVar[int]
    MARKS_FIELD_NUMBER: _ClassVar[int]
    ABOVE_FIELD_NUMBER: _ClassVar[int]
    SAME_FIELD_NUMBER: _ClassVar[int]
    TOO_MANY_TOP_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    rater: str
    marks: int
    above: str
    same: bool
    too_many_top: bool
    place: int
    def __init__(self, rater: _Optional[str] = ..., marks: _Optional[int] = ..., above: _Optional[str] = ..., same: _Optional[bool] = ..., too_many_top: _Optional[bool] = ..., place: _Optional[int] = ...) -> None: ...

class Raters(_message.Message):
    __slots__ = ("raters", "total", "has_more", "seen_by", "has_previous", "listing")
    RATERS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    SEEN_BY_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    raters: _containers.RepeatedCompositeFieldContainer[Rater]
    total: int
    has_more: bool
    seen_by: _containers.RepeatedScalarFieldContainer[str]
    has_previous: bool
    listing: str
    def __init__(self, raters: _Optional[_Iterable[_Union[Rater, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., seen_by: _Optional[_Iterable[str]] = ..., has_previous: _Optional[bool] = ..., listing: _Optional[str] = ...) -> None: ...

class MovementQuestion(_message.Message):
    __slots__ = ("before", "after", "page", "opening", "aspect", "direction")
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    OPENING_FIELD_NUMBER: _ClassVar[int]
    ASPECT_FIELD_NUMBER: _ClassVar[int]
    DIRECTION_FIELD_NUMBER: _ClassVar[int]
    before: ListOfStandings
    after: ListOfStandings
    page: ReportPage
    opening: bool
    aspect: str
    direction: str
    def __init__(self, before: _Optional[_Union[ListOfStandings, _Mapping]] = ..., after: _Optional[_Union[ListOfStandings, _Mapping]] = ..., page: _Optional[_Union[ReportPage, _Mapping]] = ..., opening: _Optional[bool] = ..., aspect: _Optional[str] = ..., direction: _Optional[str] = ...) -> None: ...

class Movement(_message.Message):
    __slots__ = ("flows", "moves", "total", "has_more", "has_previous", "listing")
    FLOWS_FIELD_NUMBER: _ClassVar[int]
    MOVES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    LISTING_FIELD_NUMBER: _ClassVar[int]
    flows: _containers.RepeatedCompositeFieldContainer[Flow]
    moves: _containers.RepeatedCompositeFieldContainer[Move]
    total: int
    has_more: bool
    has_previous: bool
    listing: str
    def __init__(self, flows: _Optional[_Iterable[_Union[Flow, _Mapping]]] = ..., moves: _Optional[_Iterable[_Union[Move, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ..., listing: _Optional[str] = ...) -> None: ...

class ListBoardRequest(_message.Message):
    __slots__ = ("city", "cycle", "index", "period", "first", "after", "last", "before")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    index: str
    period: str
    first: int
    after: str
    last: int
    before: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., first: _Optional[int] = ..., after: _Optional[str] = ..., last: _Optional[int] = ..., before: _Optional[str] = ...) -> None: ...

class BoardLight(_message.Message):
    __slots__ = ("node", "title", "light", "called")
    NODE_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    LIGHT_FIELD_NUMBER: _ClassVar[int]
    CALLED_FIELD_NUMBER: _ClassVar[int]
    node: str
    title: str
    light: str
    called: str
    def __init__(self, node: _Optional[str] = ..., title: _Optional[str] = ..., light: _Optional[str] = ..., called: _Optional[str] = ...) -> None: ...

class BoardLine(_message.Message):
    __slots__ = ("subject", "total", "grade", "rung", "rank", "lights")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    GRADE_FIELD_NUMBER: _ClassVar[int]
    RUNG_FIELD_NUMBER: _ClassVar[int]
    RANK_FIELD_NUMBER: _ClassVar[int]
    LIGHTS_FIELD_NUMBER: _ClassVar[int]
    subject: str
    total: str
    grade: str
    rung: str
    rank: int
    lights: _containers.RepeatedCompositeFieldContainer[BoardLight]
    def __init__(self, subject: _Optional[str] = ..., total: _Optional[str] = ..., grade: _Optional[str] = ..., rung: _Optional[str] = ..., rank: _Optional[int] = ..., lights: _Optional[_Iterable[_Union[BoardLight, _Mapping]]] = ...) -> None: ...

class ListBoardAnswer(_message.Message):
    __slots__ = ("version", "results_hash", "to", "ordered", "lines", "total", "has_more", "has_previous")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    ORDERED_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    HAS_PREVIOUS_FIELD_NUMBER: _ClassVar[int]
    version: int
    results_hash: str
    to: str
    ordered: bool
    lines: _containers.RepeatedCompositeFieldContainer[BoardLine]
    total: int
    has_more: bool
    has_previous: bool
    def __init__(self, version: _Optional[int] = ..., results_hash: _Optional[str] = ..., to: _Optional[str] = ..., ordered: _Optional[bool] = ..., lines: _Optional[_Iterable[_Union[BoardLine, _Mapping]]] = ..., total: _Optional[int] = ..., has_more: _Optional[bool] = ..., has_previous: _Optional[bool] = ...) -> None: ...

class CountOpenedSheetsRequest(_message.Message):
    __slots__ = ("city", "cycle")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ...) -> None: ...

class CountOpenedSheetsAnswer(_message.Message):
    __slots__ = ("subjects", "opened")
    SUBJECTS_FIELD_NUMBER: _ClassVar[int]
    OPENED_FIELD_NUMBER: _ClassVar[int]
    subjects: int
    opened: int
    def __init__(self, subjects: _Optional[int] = ..., opened: _Optional[int] = ...) -> None: ...

class ListResultVersionsRequest(_message.Message):
    __slots__ = ("city", "cycle", "subject")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    subject: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., subject: _Optional[str] = ...) -> None: ...

class ResultDifference(_message.Message):
    __slots__ = ("key", "title", "before", "after")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    key: str
    title: str
    before: str
    after: str
    def __init__(self, key: _Optional[str] = ..., title: _Optional[str] = ..., before: _Optional[str] = ..., after: _Optional[str] = ...) -> None: ...

class ResultChange(_message.Message):
    __slots__ = ("subject", "index", "period", "differences")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCES_FIELD_NUMBER: _ClassVar[int]
    subject: str
    index: str
    period: str
    differences: _containers.RepeatedCompositeFieldContainer[ResultDifference]
    def __init__(self, subject: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., differences: _Optional[_Iterable[_Union[ResultDifference, _Mapping]]] = ...) -> None: ...

class ResultVersion(_message.Message):
    __slots__ = ("version", "results_hash", "facts_hash", "frozen_at", "sheets", "changes")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    RESULTS_HASH_FIELD_NUMBER: _ClassVar[int]
    FACTS_HASH_FIELD_NUMBER: _ClassVar[int]
    FROZEN_AT_FIELD_NUMBER: _ClassVar[int]
    SHEETS_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    version: int
    results_hash: str
    facts_hash: str
    frozen_at: str
    sheets: int
    changes: _containers.RepeatedCompositeFieldContainer[ResultChange]
    def __init__(self, version: _Optional[int] = ..., results_hash: _Optional[str] = ..., facts_hash: _Optional[str] = ..., frozen_at: _Optional[str] = ..., sheets: _Optional[int] = ..., changes: _Optional[_Iterable[_Union[ResultChange, _Mapping]]] = ...) -> None: ...

class ListResultVersionsAnswer(_message.Message):
    __slots__ = ("versions",)
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    versions: _containers.RepeatedCompositeFieldContainer[ResultVersion]
    def __init__(self, versions: _Optional[_Iterable[_Union[ResultVersion, _Mapping]]] = ...) -> None: ...

class ListResultLinesRequest(_message.Message):
    __slots__ = ("city", "cycle", "version", "first", "after")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    version: int
    first: int
    after: int
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., version: _Optional[int] = ..., first: _Optional[int] = ..., after: _Optional[int] = ...) -> None: ...

class ListResultLinesAnswer(_message.Message):
    __slots__ = ("lines", "has_more")
    LINES_FIELD_NUMBER: _ClassVar[int]
    HAS_MORE_FIELD_NUMBER: _ClassVar[int]
    lines: _containers.RepeatedScalarFieldContainer[str]
    has_more: bool
    def __init__(self, lines: _Optional[_Iterable[str]] = ..., has_more: _Optional[bool] = ...) -> None: ...

class ListLiftsRequest(_message.Message):
    __slots__ = ("city", "cycle", "index", "period", "subject")
    CITY_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    city: str
    cycle: str
    index: str
    period: str
    subject: str
    def __init__(self, city: _Optional[str] = ..., cycle: _Optional[str] = ..., index: _Optional[str] = ..., period: _Optional[str] = ..., subject: _Optional[str] = ...) -> None: ...

class LiftChange(_message.Message):
    __slots__ = ("indicator", "title", "period", "before", "after")
    INDICATOR_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    indicator: str
    title: str
    period: str
    before: str
    after: str
    def __init__(self, indicator: _Optional[str] = ..., title: _Optional[str] = ..., period: _Optional[str] = ..., before: _Optional[str] = ..., after: _Optional[str] = ...) -> None: ...

class Lift(_message.Message):
    __slots__ = ("changes", "step", "step_title", "total")
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    STEP_TITLE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    changes: _containers.RepeatedCompositeFieldContainer[LiftChange]
    step: str
    step_title: str
    total: str
    def __init__(self, changes: _Optional[_Iterable[_Union[LiftChange, _Mapping]]] = ..., step: _Optional[str] = ..., step_title: _Optional[str] = ..., total: _Optional[str] = ...) -> None: ...

class ListLiftsAnswer(_message.Message):
    __slots__ = ("step", "step_title", "total", "lifts", "judged")
    STEP_FIELD_NUMBER: _ClassVar[int]
    STEP_TITLE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    LIFTS_FIELD_NUMBER: _ClassVar[int]
    JUDGED_FIELD_NUMBER: _ClassVar[int]
    step: str
    step_title: str
    total: str
    lifts: _containers.RepeatedCompositeFieldContainer[Lift]
    judged: int
    def __init__(self, step: _Optional[str] = ..., step_title: _Optional[str] = ..., total: _Optional[str] = ..., lifts: _Optional[_Iterable[_Union[Lift, _Mapping]]] = ..., judged: _Optional[int] = ...) -> None: ...
