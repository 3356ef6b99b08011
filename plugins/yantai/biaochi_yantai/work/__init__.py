"""Yantai's work of a year: sheets and their problems, breakthrough projects, sessions with statements and ballots."""

from biaochi_yantai.work.projects import PROJECT, REGISTRATION, TEAM_MEETING
from biaochi_yantai.work.sessions import BALLOT, REVIEWED, SESSION, STATEMENT
from biaochi_yantai.work.sheets import ANSWER, FEEDBACK_SHEET, PROBLEM, PROGRESS

WORK = (
    FEEDBACK_SHEET,
    PROBLEM,
    ANSWER,
    PROGRESS,
    PROJECT,
    TEAM_MEETING,
    REGISTRATION,
    REVIEWED,
    SESSION,
    STATEMENT,
    BALLOT,
)
