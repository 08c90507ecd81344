"""What is done when? One row per job; the runner loops over them. How to add one: write its work, add its row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from resource_app.connections import Connections
from resource_app.errors import N_
from resource_app.jobs import work
from resource_app.notes import Note

DAY = timedelta(days=1)
Work = Callable[[Connections, datetime], Note]  # what was done, in a few words without names


@dataclass(frozen=True, slots=True)
class Every:
    """Again and again after `minutes` and `seconds`, counted from midnight UTC."""

    minutes: int = 0
    seconds: int = 0

    def latest(self, now: datetime) -> datetime:
        """The last moment it was due, at or before `now`."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + (now - midnight) // self.interval * self.interval

    @property
    def interval(self) -> timedelta:
        """From one moment to the next."""
        return timedelta(minutes=self.minutes, seconds=self.seconds)

    def next(self, now: datetime) -> datetime:
        """The first moment it is due after `now`."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + DAY
        return min(self.latest(now) + self.interval, midnight)

    def __str__(self) -> str:
        parts = ((self.minutes, "minutes"), (self.seconds, "seconds"))
        return "every " + " ".join(f"{number} {unit}" for number, unit in parts if number)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day `at` a time of UTC, so that no day is left out or doubled when clocks change."""

    at: time

    interval = DAY

    def latest(self, now: datetime) -> datetime:
        """The last moment it was due, at or before `now`."""
        today = now.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return today if today <= now else today - DAY

    def next(self, now: datetime) -> datetime:
        """The first moment it is due after `now`."""
        return self.latest(now) + DAY

    def __str__(self) -> str:
        return f"daily at {self.at:%H:%M} UTC"


@dataclass(frozen=True, slots=True)
class Job:
    """A job. `lease` is longer than it ever takes: a run that died is taken again after it."""

    name: str
    about: str
    when: Every | Daily
    work: Work
    lease: timedelta = timedelta(minutes=15)


TIMETABLE: tuple[Job, ...] = (
    Job(
        "index-there",
        N_(
            "Makes the search index where it is missing: a new installation's, or a cluster's that lost it or what is in it."
        ),
        Every(seconds=30),
        work.ensure_index,
    ),
    Job(
        "index-check",
        N_("Compares the search index with the listings, and puts right what differs."),
        Daily(time(8)),
        work.check_index,
        lease=timedelta(hours=2),
    ),
    Job(
        "audit-anchor",
        N_("Binds what was written down of who saw and changed what, so that nobody can change it unseen."),
        Daily(time(7)),
        work.anchor_audit,
    ),
    Job(
        "tidy-jobs",
        N_("Forgets runs of jobs older than thirty days."),
        Daily(time(7, 30)),
        work.tidy_jobs,
    ),
    Job(
        "tidy-sign-ins",
        N_(
            "Forgets sessions, codes and links of more than ninety days ago with their addresses, and counts of tries gone by."
        ),
        Daily(time(7, 45)),
        work.tidy_sign_ins,
    ),
    Job(
        "erase-claims",
        N_("Erases names, addresses and documents of claims that were decided more than ninety days ago."),
        Daily(time(7, 50)),
        work.erase_claims,
    ),
    Job(
        "erase-problems",
        N_(
            "Erases the text of reported problems, and the address of who reported them, ninety days after they were closed."
        ),
        Daily(time(7, 55)),
        work.erase_problems,
    ),
    Job(
        "erase-proposed",
        N_("Erases what was typed of proposed listings, ninety days after they were published or left out."),
        Daily(time(8)),
        work.erase_new_listings,
    ),
    Job(
        "tidy-drafts",
        N_("Forgets what was typed and never saved or sent: listings after ninety days, referrals after thirty."),
        Daily(time(8, 5)),
        work.tidy_drafts,
    ),
    Job(
        "erase-people",
        N_(
            "Erases what is kept of members whom nothing happened with for as long as the settings say, unless a"
            " legal hold keeps it."
        ),
        Daily(time(8, 10)),
        work.erase_people,
        lease=timedelta(hours=1),
    ),
    Job(
        "count-use",
        N_("Adds up how often listings were found and opened, of what the pages noted on this machine."),
        Every(10),
        work.count_use,
    ),
    Job(
        "confirm-begin",
        N_("Gives every listing that has none a day by which it must be confirmed."),
        Every(10),
        work.begin_cycles,
    ),
    Job(
        "confirm-ask",
        N_("Asks organizations whether their listings are right, and hides what nobody confirms."),
        Every(1),
        work.ask_for_confirmations,
    ),
    Job(
        "referral-clocks",
        N_(
            "Reminds who has to answer a referral, asks the next organization, and ends what nobody answered or confirmed."
        ),
        Every(1),
        work.tick_referrals,
    ),
    Job(
        "run-checks",
        N_(
            "Looks at each listing every three days: numbers, hours, pin, texts, and whether web and mail servers answer."
        ),
        Every(10),
        work.check_listings,
        lease=timedelta(minutes=30),
    ),
    Job(
        "rank-new-work",
        N_("Works out how soon new work of curators should be done."),
        Every(10),
        work.rank_new_work,
    ),
    Job(
        "rank-work",
        N_("Works out anew how soon all work of curators should be done."),
        Daily(time(8, 30)),
        work.rank_work,
    ),
    Job(
        "tidy-use",
        N_("Forgets how often listings were found and opened before the quarters that are shown."),
        Daily(time(8, 15)),
        work.tidy_use,
    ),
)


def job_named(name: str) -> Job | None:
    """The job of that name."""
    return next((job for job in TIMETABLE if job.name == name), None)
