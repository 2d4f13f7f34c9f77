"""The wording that goes out: defaults stand where they are used, an operator's own override by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from groupbuy.errors import Refusal
from groupbuy.notices import notice_kinds


@dataclass(frozen=True, slots=True)
class Texts:
    """`overrides` by name: `refusal.SoldOut`, `notice.cutoff_soon`, `notice.arrived.public`."""

    overrides: Mapping[str, str] = field(default_factory=dict)

    def refusal(self, refusal: Refusal) -> str:
        template = self.overrides.get(refusal.name, refusal.text)
        return template.format_map(refusal.facts)

    def notice(self, kind: str, *, public: bool = False) -> str:
        """The template of a notice; with `public` the one for a group ("" where there is none)."""
        cls = notice_kinds()[kind]
        name = f"notice.{kind}.public" if public else f"notice.{kind}"
        return self.overrides.get(name, cls.public if public else cls.text)


def known_names() -> dict[str, str]:
    """Every name that an operator may word, with its default."""
    names = {f"refusal.{cls.__name__}": cls.text for cls in _refusals(Refusal) if cls.text}
    for kind, notice in notice_kinds().items():
        names[f"notice.{kind}"] = notice.text
        if notice.public:
            names[f"notice.{kind}.public"] = notice.public
    return names


def _refusals(cls: type[Refusal]) -> list[type[Refusal]]:
    return [cls, *(it for sub in cls.__subclasses__() for it in _refusals(sub))]
