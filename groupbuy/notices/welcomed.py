"""Told to somebody who applied and now leads: welcome, and what is still to do before the first group buy."""

from dataclasses import dataclass

from groupbuy.applications import Step
from groupbuy.directory import Directory, Leader
from groupbuy.leadership import Leadership
from groupbuy.notices.base import Names, Notice
from groupbuy.onboarding import STEP_NAMES, how, left
from groupbuy.ports import Books


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcomed(Notice):
    """`left` are the steps not done when the configuration was applied."""

    text = "欢迎{name}，你现在是{where}的团长了！{steps}"

    name: str
    communities: tuple[str, ...]
    left: tuple[str, ...]

    def worded(self, template: str, names: Names, directory: Directory) -> str:
        known = [directory.communities[it].name for it in self.communities if it in directory.communities]
        rows = [f"□ {STEP_NAMES[it]}：{how(it, directory)}" for it in Step if it.value in self.left]
        steps = (
            "\n".join(["开第一个团以前还有：", *rows]) if rows else "发“开团”就能开，怎么写发“帮助 开团”。"
        )
        return template.format(name=self.name, where="、".join(known), steps=steps)


async def tell(books: Books, it: Leadership, leader: Leader, directory: Directory) -> None:
    today = books.at.astimezone(directory.zone).date()
    await books.tell(
        Welcomed(
            to=f"leader:{leader.id}",
            subject=f"leadership:{it.id}",
            name=leader.name,
            communities=leader.communities,
            left=tuple(step.value for step in left(it, leader, directory, today)),
        )
    )
