"""communities.yaml: where people live and the chat groups they talk in."""

from typing import Annotated, Literal

from pydantic import Field

from config.fields import Id, Latitude, Longitude, PlatformId, Settings, Text


class Building(Settings):
    name: Text = Field(description="what residents call it, such as 3号楼")
    lat: Latitude = Field(description="WGS-84 degrees north, -90 to 90")
    lon: Longitude = Field(description="WGS-84 degrees east, -180 to 180")
    aliases: list[Text] = Field([], max_length=20, description="a list of up to 20 other names people write")
    units: int | None = Field(
        None, ge=1, le=99, description="how many units (单元) number their rooms alike: 1 to 99"
    )
    floors: int | None = Field(
        None, ge=1, le=99, description="floors above ground, where rooms are numbered by floor: 1 to 99"
    )
    rooms_per_floor: int | None = Field(
        None, ge=1, le=99, description="doors on a floor of a unit, numbered from 01: 1 to 99"
    )
    house: bool = Field(False, description="true or false; true is one household, a villa")
    lift: bool | None = Field(None, description="true or false: whether doors are reached without stairs")


class Community(Settings):
    name: Text = Field(description="the community's name, up to 60 characters")
    buildings: list[Building] = Field(
        [], max_length=500, description="a list of maps with name, lat and lon, in walking order"
    )
    walks: dict[Text, dict[Id, Annotated[int, Field(ge=0, le=20_000)]]] = Field(
        {},
        max_length=2_000,
        description="a map from a building, unit or its gate to a map from the id of a point to 0 to 20000 metres",
    )
    farthest_walk: int | None = Field(
        None, ge=100, le=20_000, description="metres nobody is sent to walk unasked: 100 to 20000"
    )


class Chat(Settings):
    name: Text = Field(description="the group's name as people know it; no two groups share one")
    community: Id = Field(description="the id of a community in this file")
    channel: Id = Field(
        description="the name of a channel in channels.yaml: simulator, wecom_bot or wecom_app"
    )
    chat: PlatformId = Field(
        description="the platform's id of the group (case matters); 我是谁 in the group shows it"
    )
    hears: Literal["mentions", "all"] = Field(
        "mentions", description="mentions or all; only a simulator hears all"
    )
    push: Id | None = Field(
        None, description="another channel that speaks to the group: wecom_webhook or simulator"
    )


class CommunitiesFile(Settings):
    communities: dict[Id, Community] = Field(
        min_length=1, description="a map of at least one community by its id"
    )
    chats: dict[Id, Chat] = Field({}, description="a map of chat groups by their id")
