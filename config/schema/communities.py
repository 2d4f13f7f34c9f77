"""communities.yaml: where people live and the chat groups they talk in."""

from typing import Literal

from pydantic import Field

from config.fields import Id, Latitude, Longitude, PlatformId, Settings, Text


class Building(Settings):
    name: Text = Field(description="what residents call it, such as 3号楼")
    lat: Latitude = Field(description="WGS-84 degrees north, -90 to 90")
    lon: Longitude = Field(description="WGS-84 degrees east, -180 to 180")


class Community(Settings):
    name: Text = Field(description="the community's name, up to 60 characters")
    buildings: list[Building] = Field([], max_length=500, description="a list of maps with name, lat and lon")


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
