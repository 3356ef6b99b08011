"""A made-up town as the services would publish it: one committee, three branches, one quarter's standings."""

from collections.abc import Sequence

from biaochi.assessment.v1 import service_pb2 as assessment
from biaochi.assessment.v1.events_pb2 import (
    Consequence,
    Document,
    Fact,
    FieldValue,
    FileReceipt,
    NoticeBegan,
    Objection,
    Period,
    WorkItem,
    WorkNotice,
)
from biaochi.common.v1.common_pb2 import AwaitingSignature, CommandField
from biaochi.org.v1.service_pb2 import Correction, Membership, Organization, Person, Post
from biaochi.scoring.v1 import service_pb2 as scoring
from biaochi.scoring.v1.events_pb2 import Accept, Choice, Standing, WorkKind, WorkStepKind

TOWN = "yangcheng"
PERSON = "样例党员00017"

ORGANIZATIONS = [
    Organization(city=TOWN, code="W", name="市直机关工委", kind="WORK_COMMITTEE", established_on="2018-01-01"),
    *(
        Organization(
            city=TOWN, code=code, name=f"市直单位0{n}党支部", kind="BRANCH", parent="W", established_on="2018-01-01"
        )
        for n, code in enumerate(("B1", "B2", "B3"), start=1)
    ),
]
ORGANIZATIONS[1].predecessors.append("B0")
GONE = Organization(
    city=TOWN, code="B0", name="旧支部", kind="BRANCH", parent="W", established_on="2018-01-01", until="2019-01-01"
)

MEMBERSHIPS = [
    Membership(person=f"P{n}", name=PERSON, organization=code, kind="FORMAL", since="2019-01-01")
    for code in ("B1", "B2")
    for n in (1, 2)
]
POSTS = [
    Post(person="P1", name="样甲", organization="B1", role="SECRETARY", since="2019-01-01"),
    Post(person="P41", name=PERSON, organization="B3", role="SECRETARY", since="2019-01-01"),
    Post(person="P41", name=PERSON, organization="B3", role="COMMITTEE_MEMBER", since="2019-01-01"),
    Post(person="P42", name=PERSON, organization="B3", role="SECRETARY", since="2019-01-01"),
]

CORRECTIONS = [
    Correction(
        number="c1",
        subject="P1",
        what="NAME",
        before="样例党员00071",
        after=PERSON,
        reason="登记时写错",
        corrected_by="developer",
        corrected_at="2020-01-02T02:00:00Z",
    )
]

PERSONS = {each.person: each.name for each in MEMBERSHIPS} | {each.person: each.name for each in POSTS}


def person(code: str) -> Person:
    """The person with every membership and post."""
    return Person(
        city=TOWN,
        code=code,
        name=PERSONS[code],
        memberships=[each for each in MEMBERSHIPS if each.person == code],
        posts=[each for each in POSTS if each.person == code],
    )


CYCLE = assessment.Cycle(
    city=TOWN,
    code="2020",
    periods=[
        Period(code="2020", cadence="year", ordinal=1, starts_on="2020-01-01", ends_before="2021-01-01"),
        Period(code="2020-Q3", cadence="quarter", ordinal=3, starts_on="2020-07-01", ends_before="2020-10-01"),
    ],
)

CHECK = Fact(
    number="check-1",
    kind="check",
    subject="B1",
    indicator="meetings",
    cycle="2020",
    period="2020-Q3",
    amount="4.5",
    clause="第三条",
    recorded_by="developer",
    recorded_at="2020-09-30T02:00:00Z",
)
HONOUR = Fact(
    number="honour-1",
    kind="honour",
    subject="B1",
    cycle="2020",
    period="2020",
    title="示范点",
    level="city",
    occurred_on="2020-12-01",
    recorded_by="developer",
    recorded_at="2020-12-01T02:00:00Z",
)
FACTS = [
    assessment.StoredFact(fact=CHECK),
    assessment.StoredFact(
        fact=HONOUR,
        reversed_by="r-1",
        reversal_reason="重复",
        reversed_at="2020-12-02T02:00:00Z",
        reversal_recorded_by="developer",
    ),
]
BALLOT = assessment.StoredFact(
    fact=Fact(
        number="b-1",
        kind="ballot",
        subject="B1",
        cycle="2020",
        period="2020",
        rater="B2",
        names="real_name",
        seen_by=["scheme_owner"],
        recorded_by="B2",
        recorded_at="2020-12-01T02:00:00Z",
    )
)
TASK = assessment.Task(
    task="T-7",
    subject="B2",
    indicator="tasks",
    period="2020-Q3",
    title="样例任务",
    share="COMMON",
    points="10",
    due_on="2020-09-15",
)
DUE = assessment.RatingDue(rater="B1", subject="B2", indicator="mutual", period="2020-Q3")

BULLETIN = WorkKind(
    key="bulletin",
    title="季度通报",
    noun="report",
    provenance="PUBLISHED",
    subjects=["BRANCH"],
    opening=WorkStepKind(key="print", title="印发", to="printed", closes=True),
    states=[Choice(key="printed", title="已印发")],
    every="quarter",
    due_working_days=3,
    exempt=["B9"],
)
BULLETINS = [
    WorkItem(
        code="T1",
        kind="bulletin",
        noun="report",
        cycle="2020",
        organization="B1",
        title="季度通报",
        state="printed",
        opened_on="2020-04-01",
        closed_on="2020-04-01",
    )
]
WORK_DUE = [
    assessment.WorkDue(
        kind="bulletin", period="2020-Q1", deadline="2020-04-03", state="DONE", item="T1", done_on="2020-04-01"
    ),
    assessment.WorkDue(kind="bulletin", period="2020-Q2", deadline="2020-07-03", state="DUE"),
]

FINDINGS = [
    WorkItem(
        code="W1",
        kind="bulletin",
        noun="problem",
        cycle="2020",
        organization="B2",
        words="会议记录*不全",
        state="printed",
        opened_on="2020-07-10",
        due_on="2020-08-09",
        closed_on="2020-08-01",
        fields=[FieldValue(key="owner", values=["P17"])],
    )
]
NOTICES = [
    assessment.NumberedNotice(
        number="2020-07-06/bulletin/2020-Q2/LATE",
        notice=WorkNotice(
            cycle="2020",
            kind="bulletin",
            period="2020-Q2",
            stage="LATE",
            deadline="2020-07-03",
            said_on="2020-07-06",
            organizations=["B1"],
        ),
    )
]
BURDENS = [
    assessment.Burden(
        key="checks",
        title="检查",
        provenance="DEFAULT",
        required="2",
        done="1",
        a_year_before="3",
        most="4",
        per="quarter",
        period="2020-Q3",
        choice="review",
        choice_title="述职评议",
    ),
    assessment.Burden(key="hours", title="会时", provenance="DEFAULT", required="1.5", done="1.5", a_year_before="0"),
]

STANDINGS = [
    Standing(
        subject="B1",
        total="97.5",
        grade="reached",
        rung="standardised",
        rank=1,
        movement=-1,
        cycle="2020",
        index="branch",
        period="2020-Q3",
    ),
    Standing(subject="B2", total="90", grade="reached", rank=2, cycle="2020", index="branch", period="2020-Q3"),
    Standing(subject="B3", cycle="2020", index="branch", period="2020-Q3"),
]

SECRETARIES = [
    Standing(subject=code, total="88", rank=1, cycle="2020", index="secretary", period="2020") for code in ("P1", "P2")
]
ORDER = "biaochi.scoring.v1/3/812"
"""The position of the order that standings are listed in."""
LISTS = {"branch": STANDINGS, "secretary": SECRETARIES}

CITY = scoring.City(
    slug=TOWN,
    title="样城",
    plugin="biaochi-yangcheng",
    version="0.1",
    models=[
        scoring.ModelSummary(code="branch", hash="h", subject_kind="BRANCH", since="2020-01-01", indexes=["branch"])
    ],
)
SOURCE = scoring.Source(document="样例办法", place="第三条")
MODEL = scoring.Model(
    city=TOWN,
    code="branch",
    hash="h",
    title="支部考核",
    subject_kind="BRANCH",
    since="2020-01-01",
    source=SOURCE,
    indexes=["branch"],
    rule_book="第一条 ……",
    nodes=[
        scoring.ModelNode(
            key="meetings",
            title="三会一课",
            provenance="PUBLISHED",
            source=SOURCE,
            words="0 至 5 分",
            max="5",
            accept=Accept(
                indicator="meetings", kind="check", lowest="0", highest="5", step="0.5", cadences=["quarter"]
            ),
            numbers=[scoring.RuleNumber(value="5", provenance="DEFAULT")],
        ),
        scoring.ModelNode(
            key="rung", title="台阶", accept=Accept(kind="rung", choices=[Choice(key="standardised", title="标准化")])
        ),
    ],
)


def sheet(standing: Standing, nodes: Sequence[str] = ()) -> scoring.Sheet:
    """The sheet of a standing, with one fact under its one node; any node opened besides comes from B2's sheet."""
    elsewhere = scoring.Related(subject="B2", model="branch", index="branch", cycle="2020", period="2020-Q3")
    node = scoring.Explanation(
        key="meetings",
        title="三会一课",
        value="4.5",
        max="5",
        formula="4.5 分",
        provenance="PUBLISHED",
        source=SOURCE,
        facts=[CHECK],
    )
    root = scoring.Explanation(
        key="branch", title="总分", value=standing.total, max="100", formula="各项之和", children=[node]
    )
    return scoring.Sheet(
        standing=standing,
        receipt=scoring.Receipt(model_hash="h", input_hash="i", versions={"sdk": "0.1", "plugin": "0.2"}),
        explanation=root,
        values=[
            scoring.NodeValue(key="meetings", title="三会一课", value="4.5"),
            scoring.NodeValue(key="criticized", title="通报批评", value="0", flag=True),
            scoring.NodeValue(key="unjudged", title="尚未评判", flag=True),
        ],
        nodes=[scoring.Explanation(key=key, children=[scoring.Explanation(related=elsewhere)]) for key in nodes],
    )


SIMULATED = scoring.SimulateAnswer(
    period="2020-Q3",
    model_hash_before="h",
    model_hash_after="h2",
    subjects=3,
    movers=2,
    totals=1,
    rose=1,
    flows=[scoring.Flow(aspect="RUNG", before="", after="standardised", subjects=1)],
    moves=[
        scoring.Move(
            subject="B2",
            before=STANDINGS[1],
            after=STANDINGS[0],
            changed=["TOTAL", "RANK"],
            values=[scoring.Difference(key="meetings", title="三会一课", before="", after="4.5")],
        ),
        scoring.Move(subject="B3", after=STANDINGS[2], changed=["RUNG"]),
    ],
    total=2,
    rules=[scoring.Difference(key="meetings", title="三会一课", before="0 至 5 分", after="0 至 6 分")],
    left_out=["一条事实不计。"],
    sheets=[sheet(STANDINGS[0])],
)
VERSIONS = [
    scoring.ModelVersion(
        hash="h", since="2020-01-01", superseded_by="h2", cycles=["2020"], title="支部考核", rule_book="第一条 ……"
    ),
    scoring.ModelVersion(hash="h2", since="2020-01-01", title="支部考核", rule_book="第一条 ……"),
]

LOSS = scoring.Loss(
    key="meetings",
    title="三会一课",
    value="4.5",
    max="6",
    lost="1.5",
    provenance="DEFAULT",
    source=SOURCE,
    under=["组织生活"],
    period="2020-Q3",
    rectify_by="2020-12-31",
    facts=[CHECK],
)
PLACE = scoring.Explanation(key="place", title="名次", value="78", provenance="DEFAULT")
OF_GROUP = scoring.Related(subject="DZ01", model="duty", index="duty", cycle="2020", period="2020-Q3")
DUTY = scoring.Explanation(key="duty", title="履职得分", value="45.5", provenance="PUBLISHED", related=OF_GROUP)
FROM_LAST = scoring.Explanation(
    key="from_last", title="倒数名次", value="1", provenance="DEFAULT", children=[PLACE, DUTY]
)
LOW = scoring.Explanation(key="low", title="排名靠后", value="1", provenance="PUBLISHED", children=[FROM_LAST, PLACE])
REPORTS = {
    "circular": scoring.Report(
        circular=scoring.Circular(
            entries=[
                scoring.CircularEntry(standing=STANDINGS[0], losses=[LOSS]),
                scoring.CircularEntry(standing=STANDINGS[1]),
            ],
            total=3,
            has_more=True,
            title="支部|考核",
            source=SOURCE,
            total_title="季度得分",
            grades={"reached": "达标"},
            rungs={"standardised": "标准化"},
        )
    ),
    "clearance": scoring.Report(
        clearance=scoring.Clearance(
            subject="B1",
            as_of="2021-02-01",
            answer="ADVERSE",
            opinion="履职不到位",
            cycle="2020",
            period="2020-Q3",
            model="branch",
            model_hash="h",
            source=SOURCE,
            grounds=[
                scoring.Ground(
                    key="low", title="排名靠后", shown="是", provenance="PUBLISHED", source=SOURCE, facts=[CHECK]
                )
            ],
            explanation=scoring.Explanation(
                key="answer", title="查核意见", value="not_fulfilled", formula="非排名靠后", children=[LOW]
            ),
        )
    ),
    "concordance": scoring.Report(
        concordance=scoring.Concordance(
            both=1,
            second_only=1,
            entries=[
                scoring.ConcordanceEntry(subject="B1", side="BOTH"),
                scoring.ConcordanceEntry(subject="B2", side="SECOND_ONLY"),
            ],
            total=2,
        )
    ),
    "raters": scoring.Report(
        raters=scoring.Raters(
            raters=[
                scoring.Rater(place=1, rater="B2", marks=3, above="-13.33", same=True),
                scoring.Rater(place=2, rater="P1", marks=3, above="6.67", too_many_top=True),
            ],
            total=2,
            seen_by=["scheme_owner"],
        )
    ),
    "movement": scoring.Report(
        movement=scoring.Movement(
            flows=[scoring.Flow(aspect="RUNG", before="", after="standardised", subjects=1)],
            moves=[
                scoring.Move(
                    subject="B2", before=STANDINGS[1], after=STANDINGS[0], changed=["RUNG"], rung_direction="UP"
                )
            ],
            total=1,
        )
    ),
}
REPORTS["clearances"] = scoring.Report(
    clearances=scoring.Clearances(clearances=[REPORTS["clearance"].clearance], total=1, listing="as-it-was")
)

NOTICE = NoticeBegan(until="2021-01-11", to="public", version=1, begun_at="2021-01-04T01:00:00Z")
setattr(NOTICE, "from", "2021-01-04")
RESULT_LIFE = assessment.GetResultLifeAnswer(
    cycle="2020",
    state="SIGNED_ONCE",
    version=2,
    results_hash="hash-2",
    facts_hash="facts-2",
    notice=NOTICE,
    signatures=[assessment.ResultSignature(signed_by="样例主任", signed_at="2021-01-12T01:00:00Z")],
)
RECEIPT = FileReceipt(
    number="r-1",
    cycle="2020",
    results_hash="a" * 64,
    list="sheets",
    index="unit",
    period="2020",
    file_hash="c" * 64,
    received_by="样例考核办系统",
    received_at="2021-01-13T01:00:00Z",
)
CONSEQUENCE = Consequence(
    code="2020/talk/B1",
    cycle="2020",
    results_hash="a" * 64,
    subject="B1",
    key="talk",
    title="约谈",
    model="branch",
    node="use",
    step="down",
    by="work_committee",
    provenance="DEFAULT",
    source="办法第三条",
    followed_at="2021-01-12T01:00:00Z",
    state="OPEN",
)
OBJECTION = Objection(
    code="o-1",
    cycle="2020",
    subject="B1",
    model="branch",
    node="total",
    period="2020-Q3",
    words="少记一次会议",
    against=1,
    raised_by="样例支部",
    raised_at="2021-01-05T01:00:00Z",
    outcome="upheld",
    reason="签到册可证",
    decided_by="样例督导",
    decided_at="2021-01-06T01:00:00Z",
    decided_version=1,
    facts=["f-1"],
)
DOCUMENT = assessment.SignedDocument(
    document=Document(
        code="c-1",
        kind="circular",
        cycle="2020",
        title="样例",
        to="public",
        text="# 样例",
        hash="h",
        drafted_by="样例主任",
        drafted_at="2021-01-04T01:00:00Z",
    ),
    in_force=True,
    signatures=[assessment.ResultSignature(signed_by="样例书记", signed_at="2021-01-04T02:00:00Z")],
)
RESULT_VERSIONS = [
    scoring.ResultVersion(version=1, results_hash="hash-1", facts_hash="facts-1", frozen_at="2021-01-03T01:00:00Z"),
    scoring.ResultVersion(
        version=2,
        results_hash="hash-2",
        facts_hash="facts-2",
        frozen_at="2021-01-06T01:00:01Z",
        changes=[
            scoring.ResultChange(
                subject="B1",
                index="branch",
                period="2020-Q3",
                differences=[scoring.ResultDifference(key="total", title="总分", before="60", after="90")],
            )
        ],
    ),
]

QUOTAS = [
    assessment.FilledQuota(
        kind="bulletin",
        key="share",
        title="先进",
        provenance="DEFAULT",
        percent=20,
        of=12,
        list_cycle="2019",
        most=2,
        nominated=3,
        selected=2,
        commended=1,
        exceptions=[assessment.QuotaException(item="T1", reason="因抗洪")],
    ),
    assessment.FilledQuota(kind="bulletin", key="number", title="示范", provenance="PUBLISHED", most=21),
]

TRUST = assessment.GetTrustFiguresAnswer(
    raised=3,
    upheld=1,
    refused=1,
    open=1,
    median_days="4.5",
    reasoned=[assessment.ReasonedFacts(indicator="waiver", title="原则上的例外", count=1, reasons=["因抗洪"])],
    burdens=[
        assessment.BurdenOfYear(key="checks", title="检查", total="7", units=2, total_before="10", units_before=3),
        assessment.BurdenOfYear(key="hours", title="会时", total="0", units=0, total_before="0", units_before=0),
    ],
    agreements=[
        assessment.RaterAgreement(indicator="mutual", title="互评", step="0.5", pairs=8, agreeing=6),
        assessment.RaterAgreement(indicator="vote", title="测评", pairs=0, agreeing=0),
    ],
)

BOARD = scoring.ListBoardAnswer(
    version=2,
    results_hash="hash-2",
    to="public",
    ordered=True,
    lines=[
        scoring.BoardLine(
            subject="B1",
            total="90",
            grade="good",
            rank=1,
            lights=[scoring.BoardLight(node="pace", title="进度", light="green", called="绿牌")],
        ),
        scoring.BoardLine(subject="B2"),
    ],
    total=2,
)
WEBHOOK = assessment.Webhook(
    code="board",
    url="https://hooks.example/in",
    types=["results.final"],
    registered_by="样例书记",
    registered_at="2021-01-05T02:00:00Z",
    failures=1,
    next_at="2021-01-05T02:00:05Z",
    trouble="HTTP 500",
    position="biaochi.assessment.v1/3/12",
)
WEBHOOK_SECRET = assessment.GetWebhookSecretAnswer(code="board", secret="whsec_c2FtcGxl")  # noqa: S106
WEBHOOK_DELIVERY = assessment.WebhookDelivery(
    message="assessment-3-0000000012",
    type="results.final",
    occurred_at="2021-01-05T02:00:00Z",
    attempts=1,
    status=500,
    trouble="HTTP 500",
    tried_at="2021-01-05T02:00:00Z",
)
AWAITING_GRANT = AwaitingSignature(
    command="GrantRole",
    idempotency_key="grant-1",
    fields=[CommandField(name="holder", text="样例登记员01"), CommandField(name="role", text="registry")],
    signer="样例安全管理员01",
    at="2021-01-12T02:00:00+00:00",
    until="2021-01-19T02:00:00+00:00",
)
AWAITING_RESULTS = AwaitingSignature(
    command="SignResult",
    fields=[CommandField(name="cycle", text="2020")],
    signer="developer",
    at="2021-01-12T01:00:00+00:00",
    until="2021-01-19T01:00:00+00:00",
)
NOTIFICATION = assessment.Notification(
    number="assessment-3-0000000012",
    kind="work.late",
    cycle="2020",
    about=["B01"],
    title="工作逾期",
    sentence="B01：2020 年度“党课”（2020-Q4）已过 2020-12-31 的期限。",
    occurred_at="2021-01-05T02:00:00Z",
)
NOTIFICATION_CHOICE = assessment.GetNotificationChoiceAnswer(
    channel="email", address="sample-00017@example.gov.cn", rhythm="weekly", at="08:30", weekday=5, muted=["work.near"]
)
