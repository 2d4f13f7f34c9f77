"""operator.yaml: who runs this, when it is quiet, what people are reminded of, what is too much."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from config.fields import ClockTime, Day, Duration, Number, Settings, Text, Yuan, Zone, follows, wrong
from config.schema.points import Place
from groupbuy import directory

REMINDERS, LIMITS = directory.Reminders(), directory.Limits()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Lead = Annotated[Duration, Field(ge=MINUTE, le=7 * DAY)]


class QuietHours(Settings):
    starts: ClockTime = Field(alias="from", description='the first quiet minute, such as "22:00"')
    ends: ClockTime = Field(
        alias="to", description='when talking resumes, such as "08:00"; equal to from: never quiet'
    )


class Reminders(Settings):
    before_cutoff: list[Lead] = Field(
        list(REMINDERS.before_cutoff),
        max_length=5,
        description="how long before the cutoff people are reminded: up to 5 different durations of 1m to 7d",
    )
    before_pickup_closes: Lead = Field(
        REMINDERS.before_pickup_closes,
        description="how long before a pickup window closes: a duration of 1m to 7d",
    )
    not_formed_answer: Annotated[Duration, Field(ge=10 * MINUTE, le=3 * DAY)] = Field(
        REMINDERS.not_formed_answer,
        description="how long the leader's answer is awaited when the minimum is missed: a duration of 10m to 3d",
    )
    reopen_within: Annotated[Duration, Field(le=DAY)] = Field(
        REMINDERS.reopen_within,
        description="how long after the close it can be reopened: a duration up to 1d",
    )

    cover_answer: Annotated[Duration, Field(ge=10 * MINUTE, le=DAY)] = Field(
        REMINDERS.cover_answer,
        description="how long an answer is awaited of a leader asked to stand in: a duration of 10m to 1d",
    )

    @model_validator(mode="after")
    def leads_differ(self) -> Self:
        if len(set(self.before_cutoff)) < len(self.before_cutoff):
            raise wrong("before_cutoff names the same lead twice; each once is allowed")
        return self


class Limits(Settings):
    grace: Annotated[Duration, Field(le=10 * MINUTE)] = Field(
        LIMITS.grace,
        description="how long after the cutoff an order still counts as in time: a duration up to 10m",
    )
    max_qty_per_line: Annotated[Number, Field(gt=0, le=9999)] = Field(
        Decimal(LIMITS.max_qty_per_line),
        description="the most of one item in an order: a number above 0, up to 9999",
    )
    max_lines_per_message: int = Field(
        LIMITS.max_lines_per_message, ge=1, le=200, description="the most items in one message: 1 to 200"
    )
    max_order_amount: Yuan = Field(
        LIMITS.max_order_amount, ge=100, description="yuan, the most one order may cost: 1 or more"
    )
    messages_per_minute: int = Field(
        LIMITS.messages_per_minute,
        ge=1,
        le=600,
        description="the most messages of one person a minute; more are not read, which is said once a minute: 1 to 600",
    )
    open_buys_per_leader: int = Field(
        LIMITS.open_buys_per_leader,
        ge=1,
        le=200,
        description="the most group buys a leader has open: 1 to 200",
    )


class Holiday(Settings):
    first: Day = Field(alias="from", description="the first day without a market, such as 2027-02-06")
    last: Day | None = Field(
        None, alias="to", description="the last such day, at most 60 days later; without it one day"
    )
    name: Text | None = Field(None, description="what the days are called, up to 60 characters")

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Self:
        follows(self.first, self.last, 60)
        return self

    def days(self) -> list[date]:
        """Every day from the first to the last."""
        return [self.first + n * DAY for n in range(((self.last or self.first) - self.first).days + 1)]


class OperatorFile(Settings):
    name: Text = Field(description="the operator's name, up to 60 characters")
    zone: Zone = Field(description="a time zone by its IANA name, such as Asia/Shanghai")
    simulator: bool = Field(
        False, description="true or false; true serves the simulator page, where anyone can play anybody"
    )
    quiet_hours: QuietHours | None = Field(
        None, description="a map with from and to; without it: never quiet"
    )
    reminders: Reminders = Field(default_factory=Reminders.model_construct, description="a map of durations")
    limits: Limits = Field(default_factory=Limits.model_construct, description="a map of limits")
    depot: Place | None = Field(
        None, description="a map with lat and lon; without it routes begin at their first stop"
    )
    holidays: list[Holiday] = Field([], max_length=200, description="a list of maps with from, to and name")
