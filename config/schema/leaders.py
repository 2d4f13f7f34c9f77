"""leaders.yaml: who leads where with which rights, who administers, and how somebody becomes a leader."""

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from config.fields import Day, Id, LongText, Settings, TermsText, Text, UserIds, wrong

RightName = Literal["open", "orders", "goods", "verify", "money"]
AskName = Literal["community", "address", "hours", "capacity", "contact"]
StepName = Literal["terms", "pay", "point", "report"]
ALL_RIGHTS: list[RightName] = ["open", "orders", "goods", "verify", "money"]
ALL_ASKS: list[AskName] = ["community", "address", "hours", "capacity", "contact"]


def _written_as(value: Any) -> str:
    return "<map>" if isinstance(value, dict) else "<list>"


Places = Annotated[
    Annotated[list[Id], Field(min_length=1), Tag("<list>")]
    | Annotated[dict[Id, list[RightName]], Field(min_length=1), Tag("<map>")],
    Discriminator(_written_as),
]


class Admin(Settings):
    name: Text = Field(description="the person's name, up to 60 characters")
    ids: dict[Id, UserIds] = Field(
        min_length=1,
        description="a map from channel to the person's user id there, or a list of ids; 我是谁 shows it",
    )


class Leader(Admin):
    communities: Places = Field(
        description="a list of ids of communities in communities.yaml, or a map from each to its list of rights"
    )
    rights: list[RightName] = Field(
        ALL_RIGHTS, description="a list out of open, orders, goods, verify, money; without it: all"
    )
    role: Text | None = Field(
        None, max_length=10, description="what the part is called, such as 核销员, up to 10 characters"
    )
    pay: LongText = Field("", description="the leader's own how-to-pay text, up to 300 characters")
    deputy_of: Id | None = Field(None, description="the id of the leader this one stands in for")
    retired: bool = Field(False, description="true or false; true finishes what is open and opens no more")

    def rights_in(self, community: str) -> list[RightName]:
        """What is written for a community; none where it is not among theirs."""
        if isinstance(self.communities, dict):
            return self.communities.get(community, [])
        return self.rights if community in self.communities else []


class Terms(Settings):
    version: Id = Field(description="an id such as 2026-11; another one has to be accepted anew")
    text: TermsText = Field(description="what is agreed to, up to 800 characters")
    since: Day | None = Field(
        None, alias="from", description="the day from which all leaders need them to open, such as 2027-02-06"
    )


class Applications(Settings):
    asks: list[AskName] = Field(
        ALL_ASKS, description="a list out of community, address, hours, capacity, contact; without it: all"
    )
    terms: Terms | None = Field(None, description="a map with version, text and from; without it: no terms")
    onboarding: list[StepName] = Field([], description="a list out of terms, pay, point, report")

    @model_validator(mode="after")
    def terms_are_there(self) -> Self:
        if "terms" in self.onboarding and self.terms is None:
            raise wrong("onboarding asks for terms and there are none; both or neither are allowed")
        return self


class LeadersFile(Settings):
    leaders: dict[Id, Leader] = Field(min_length=1, description="a map of at least one leader by id")
    admins: dict[Id, Admin] = Field({}, description="a map of admins by id")
    applications: Applications | None = Field(
        None, description="a map with asks, terms and onboarding; without it nobody applies in chat"
    )
