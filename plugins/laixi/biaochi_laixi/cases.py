"""The golden cases of all eight models, worked by hand; together they pin every number of the rules."""

from biaochi_sdk import Case

from biaochi_laixi import cases_branch, cases_committees, cases_member, cases_organ, cases_section

CASES: tuple[Case, ...] = (
    *cases_member.CASES,
    *cases_section.CASES,
    *cases_organ.CASES,
    *cases_branch.CASES,
    *cases_committees.CASES,
)
