"""points.yaml: where goods are picked up, when, what fits, and where it is meanwhile."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from config.fields import ClockTime, Day, Id, Latitude, Longitude, LongText, Settings, Text, follows, wrong

DayName = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ALL_DAYS: list[DayName] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
StorageName = Literal["normal", "chilled", "frozen"]
KindName = Literal["home", "store", "locker", "gate", "door"]


class Place(Settings):
    lat: Latitude = Field(description="WGS-84 degrees north, -90 to 90")
    lon: Longitude = Field(description="WGS-84 degrees east, -180 to 180")


class Window(Settings):
    days: list[DayName] = Field(
        ALL_DAYS,
        min_length=1,
        description="a list out of mon, tue, wed, thu, fri, sat, sun; without it: every day",
    )
    opens: ClockTime = Field(alias="from", description='when pickup starts, such as "16:00"')
    closes: ClockTime = Field(alias="to", description='when pickup ends, later than from, such as "20:30"')

    @model_validator(mode="after")
    def closes_after_it_opens(self) -> Self:
        if self.closes <= self.opens:
            raise wrong(
                f"closes at {self.closes:%H:%M} before it opens at {self.opens:%H:%M}; to must be later than from"
            )
        return self


class Closed(Settings):
    first: Day = Field(alias="from", description="the first day it is closed, such as 2027-02-06")
    last: Day | None = Field(
        None, alias="to", description="the last such day, at most 366 days later; without it one day"
    )
    why: Text | None = Field(None, description="why it is closed, up to 60 characters")

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Self:
        follows(self.first, self.last, 366)
        return self


class Replacement(Settings):
    """Somewhere else for some days."""

    first: Day = Field(alias="from", description="the first day it is elsewhere, such as 2027-03-01")
    last: Day = Field(alias="to", description="the last day it is elsewhere, at most 366 days later")
    address: LongText = Field(description="where it is meanwhile, up to 300 characters")
    place: Place | None = Field(
        None, description="a map with lat and lon; without it the point's own place holds"
    )
    windows: list[Window] = Field(
        [],
        max_length=20,
        description="a list of maps with days, from and to; without it the point's own windows hold",
    )
    access_note: LongText = Field("", description="how to get in there, up to 300 characters")
    why: Text | None = Field(None, description="why, told to residents, up to 60 characters")

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Self:
        follows(self.first, self.last, 366)
        return self


class Point(Settings):
    no: int = Field(ge=1, le=999, description="the short number people type, 1 to 999, once in a community")
    name: Text = Field(description="the point's name, up to 60 characters, once in a community")
    community: Id = Field(description="the id of a community in communities.yaml")
    leader: Id = Field(description="the id of a leader in leaders.yaml who leads that community")
    managers: list[Id] = Field(
        [],
        max_length=10,
        description="a list of ids of leaders of that community who run it together with its leader",
    )
    kind: KindName = Field(
        "store", description="home, store, locker, gate, or door: goods are brought to the household's door"
    )
    address: LongText = Field(description="where it is, up to 300 characters")
    place: Place | None = Field(None, description="a map with lat and lon")
    step_free: bool = Field(False, description="true or false; true where no step is on the way in")
    windows: list[Window] = Field([], max_length=20, description="a list of maps with days, from and to")
    holidays: bool = Field(True, description="true or false; false where it opens on market holidays too")
    closed: list[Closed] = Field([], max_length=100, description="a list of maps with from, to and why")
    replacements: list[Replacement] = Field(
        [],
        max_length=50,
        description="a list of maps with from, to, address, place, windows, access_note and why",
    )
    capacity: dict[StorageName, Annotated[int, Field(ge=0, le=100_000)]] = Field(
        {}, description="a map out of normal, chilled, frozen to 0 to 100000 units; absent: no limit"
    )
    access_note: LongText = Field("", description="how to get in, up to 300 characters")


class PointsFile(Settings):
    points: dict[Id, Point] = Field(min_length=1, description="a map of at least one pickup point by id")
