"""leaders.yaml: who leads where with which rights, and who administers."""

from typing import Literal

from pydantic import Field

from config.fields import Id, LongText, Settings, Text, UserIds

RightName = Literal["open", "orders", "goods", "verify", "money"]
ALL_RIGHTS: list[RightName] = ["open", "orders", "goods", "verify", "money"]


class Admin(Settings):
    name: Text = Field(description="the person's name, up to 60 characters")
    ids: dict[Id, UserIds] = Field(
        min_length=1,
        description="a map from channel to the person's user id there, or a list of ids; 我是谁 shows it",
    )


class Leader(Admin):
    communities: list[Id] = Field(
        min_length=1, description="a list of ids of communities in communities.yaml"
    )
    rights: list[RightName] = Field(
        ALL_RIGHTS, description="a list out of open, orders, goods, verify, money; without it: all"
    )
    pay: LongText = Field("", description="the leader's own how-to-pay text, up to 300 characters")
    deputy_of: Id | None = Field(None, description="the id of the leader this one stands in for")


class LeadersFile(Settings):
    leaders: dict[Id, Leader] = Field(min_length=1, description="a map of at least one leader by id")
    admins: dict[Id, Admin] = Field({}, description="a map of admins by id")
