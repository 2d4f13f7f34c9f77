"""The configuration in force: swapped whole when an admin's edit is applied."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.texts import Texts
from groupbuy.directory import Directory, Identity


@dataclass(slots=True)
class Settings:
    """`realms` maps a channel to the realm of its user ids (a corp id where channels share them)."""

    directory: Directory
    texts: Texts = field(default_factory=Texts)
    realms: Mapping[str, str] = field(default_factory=dict)

    def identity(self, channel: str, user: str) -> Identity:
        return (self.realms.get(channel, channel), user)
