"""points.yaml: where goods are picked up, and when."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from config.fields import ClockTime, Id, Latitude, Longitude, LongText, Settings, Text, wrong

DayName = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ALL_DAYS: list[DayName] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
StorageName = Literal["normal", "chilled", "frozen"]


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


class Point(Settings):
    no: int = Field(ge=1, le=999, description="the short number people type, 1 to 999, once in a community")
    name: Text = Field(description="the point's name, up to 60 characters, once in a community")
    community: Id = Field(description="the id of a community in communities.yaml")
    leader: Id = Field(description="the id of a leader in leaders.yaml who leads that community")
    address: LongText = Field(description="where it is, up to 300 characters")
    place: Place | None = Field(None, description="a map with lat and lon")
    windows: list[Window] = Field([], max_length=20, description="a list of maps with days, from and to")
    capacity: dict[StorageName, Annotated[int, Field(ge=0, le=100_000)]] = Field(
        {}, description="a map out of normal, chilled, frozen to 0 to 100000 units; absent: no limit"
    )
    access_note: LongText = Field("", description="how to get in, up to 300 characters")


class PointsFile(Settings):
    points: dict[Id, Point] = Field(min_length=1, description="a map of at least one pickup point by id")
