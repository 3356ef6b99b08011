"""What persons are to know before anything is kept of them (告知书), printed from the data map: it says what is."""

import hashlib

import typer

from biaochi_cli.documents.data import DataMap

ALWAYS = ("registry",)
"""Purposes for which persons stand by their codes alone, and which they are informed of all the same."""

_HEAD = """# 个人信息处理告知书

本告知书由 `biaochi person notice` 按数据目录（`docs/data.md`）印出，版本 {version}。处理者填写第一项，在登记\
人员之前告知本人，并留存告知的日期和版本；数据目录有变，版本随之而变，须重新告知。

## 一、谁在处理

- 处理者：________（单位名称）
- 联系人及联系方式：________
- 依据：本单位开展机关党建考核的法定职责；考核办法：________

## 二、处理什么，为了什么，保存多久

| 目的 | 其中敏感的信息保存多久 |
| --- | --- |"""

_RIGHTS = """## 三、由规则自动得出的结果

得分、名次、等次和台阶由公布的考核办法自动算出。任何一个数都可以逐级看到所用的条款、来源和事实（\
`sheet { explanation }`），也可以在公示期内对其中任何一处提出异议（`raiseObjection`）：由没有参与原先认定的人\
复核并说明理由，成立的须两人决定（`decideObjection`）；公示期满、异议办结、两人签署之后结果才定案。没有一项结\
果运用是自动执行的。

## 四、您的权利

| 权利 | 怎样行使 |
| --- | --- |
| 查阅、复制 | 向组织人事部门提出，由其提供本人全部信息（`biaochi person export`） |
| 更正、补充 | 向组织人事部门提出；更正留痕，原来的一并保存（`correctPersonName` 等） |
| 删除 | 不再是党员、不再任职之后可以提出；由两人办理，姓名和写到您的文字永远不能再打开（\
`biaochi person erase`），成绩以编号保留 |
| 要求说明 | 看得到自己的评分表，一直看到事实；谁看过您的完整姓名，审计可查 |
| 对自动得出的结果提出异议 | 见第三项 |
| 不经电子通知 | 自己选定收法，也可以都不要（`chooseNotifications`） |

## 五、给谁看，不给谁看

只按登记的角色和范围给看（`docs/access.md`）；姓名除组织人事部门外只看得到姓；评议人是谁，只给办法许诺过的人\
看。不向境外提供，不公开个人信息。
"""


def notice() -> None:
    """Print what persons are to be informed of, from the data map (docs/operations/notice.md)."""
    typer.echo(document(DataMap.read()), nl=False)


def document(data_map: DataMap) -> str:
    """The notice; its version is a hash over everything else that it says."""
    said = "\n".join([_HEAD, *_rows(data_map)]) + "\n\n" + _RIGHTS
    return said.replace("{version}", hashlib.sha256(said.encode()).hexdigest()[:12])


def _rows(data_map: DataMap) -> list[str]:
    entries = [entry for lines in (*data_map.tables.values(), *data_map.events.values()) for entry in lines]
    kept: dict[str, set[str]] = {purpose: set() for purpose in ALWAYS}
    for entry in entries:
        if entry.sensitivity == "sensitive":
            kept.setdefault(entry.purpose, set()).add(entry.retention)
    purposes, retentions = data_map.words["purpose"], data_map.words["retention"]
    rows = []
    for purpose, said in purposes.items():
        if purpose in kept:
            how_long = "；".join(text for name, text in retentions.items() if name in kept[purpose])
            rows.append(f"| {said} | {how_long or '只有编号'} |")
    return rows
