"""Remarks: which words after an amount are a note to the packer, and which are just talk."""

import re
from collections.abc import Iterable

from .things import names_goods
from .words import NOTE_OPENERS, THINGS

#: remarks about pickup, delivery and time: they hold for every line of the message
_FOR_ALL = (
    "送",
    "取",
    "放",
    "自提",
    "上门",
    "周",
    "星期",
    "礼拜",
    "今天",
    "明天",
    "后天",
    "上午",
    "下午",
    "中午",
    "晚",
    "早上",
    "点前",
    "点后",
    "点半",
    "下班",
    "代收",
    "门口",
    "楼下",
    "快递柜",
    "驿站",
    "物业",
    "打电话",
    "敲门",
    "门铃",
    "挂",
    "回来",
    "到家",
    "分开装",
    "包装",
    "保安",
    "前台",
    "到了",
    "点前",
    "点到",
    "喊我",
    "叫我",
    "告诉我",
    "通知我",
    "一起装",
    "一起放",
)
_TALK = (
    "哈哈",
    "谢谢",
    "辛苦",
    "多谢",
    "好吃",
    "看看好",
    "爱吃",
    "喜欢",
    "不够吃",
    "吃不完",
    "家里有",
    "老公",
    "老婆",
    "孩子不",
    "转账",
    "转了",
    "付款",
    "付了",
    "钱",
    "红包",
    "收到",
    "期待",
    "馋",
    "支持",
    "不错",
    "划算",
    "便宜",
    "贵",
)
#: whatever follows one of these, it is a remark
_OPENERS = re.compile(
    r"[砍剁切][小大成]块|要(?!素)|不要|别|不[加放吃辣切去]|[少多]放|放(?!心)|送|选|挑|尽量|最好|记得|务必|麻烦(?![了你您]|$)|免[辣葱糖]|加[冰辣糖急热]|[微中特免]辣|[少多无半全]糖|[少去多]冰"
    r"|分开|单独|清理|处理|自提|自取|上门|周[一二三四五六日末天]|星期|礼拜|[上下中]午|[今明后][天早晚日]|早上|早点|晚上|晚点|\d+点|下班|回来|到家|顺路|真空|常温"
    r"|冷藏|冷冻|[少多][油盐糖辣酱醋]|对半|备注|装[好袋盒箱]|分装|打[包碎粉汁浆]|杀[好了干]?$|杀[好一干]|[剁切洗杀剥削劈砍斩](?:一下|下)|[剁切斩砍][好块碎开小大片丝丁段条半薄厚成掉末个一]|洗[好净干一]"
    r"|[绑捆扎](?:[好紧]|$)|包[好装起成]|带[皮骨壳叶根泥土盒袋头把]|去[皮壳籽骨头鳞核蒂毛根叶掉内腮筋皮]|开[背肚边半好盖袋壳膛]|剥[好皮壳开]|削[好皮]|绞|磨|榨|搅|用来"
    r"|大[小点的一颗只个粒条块头]|小[点的一颗只个粒条块]|新鲜|各[自半]"
)
#: done to the goods, and how it shall come out: 吐好沙, 烤热, 帮忙刮干净
_DONE = (
    r"(?:帮忙|帮我|给我|麻烦|请|全|统一|先)*(?:[吐烤蒸煮炖炒煎炸卤拌泡刮抹裱贴热冻捣拆抽系扎冲滤腌烫切剁杀洗剥削绞磨榨捆绑包装称冰腾封密][好净干掉熟透碎小大薄厚细热软脆成上开重紧]"
    r"|写(?!字)|一起[装放送]|到了?(?:喊|叫|打|说|告诉|通知)|刮鳞).{0,8}"
)
#: a little more of it: 烤热点, 软和一点的
_RATHER = r"[^了过着吃喝]{1,6}(?:一点|一些|点儿?|些)[的哈吧]?"
#: what it is cooked for
_COOKED = r"(?:用来|拿来)?(?:[炖煲煮炒蒸烤煎炸卤烧]着吃|[炖煲煮做]汤|[煲煮]粥|红烧|清蒸|爆炒|清炒|凉拌|[炖煲煮炒蒸烤煎炸卤做].{0,3}用|[打榨磨]豆?[浆汁粉]|[炖煲烧煮]{1,2}汤|包(?:饺子|馄饨|包子))的?"
#: a look or a taste, alone or with 点 behind it: 红一点, 偏熟, 大小都行
_LOOK = (
    r"[稍略偏全都带超更]?(?:稍微|尽量|七分|八分|半)?"
    r"(?:新鲜|[红黄白紫绿蓝黑软硬脆大小熟生甜酸肥瘦嫩老糯粗细长短圆厚薄热冰凉鲜辣咸淡轻重]{1,2})[一点些儿色度的就行]*"
)
_LOOKS = re.compile(_LOOK)
_WANTED_SO = re.compile(f"{_RATHER}|{_DONE}|{_LOOK}|{_COOKED}")
_NARRATIVE = (
    "能",
    "够",
    "刚好",
    "就",
    "吃了",
    "烂",
    "坏",
    "一壶",
    "一锅",
    "了好",
    "太",
    "才",
    "都",
    "把",
    "被",
    "是",
    "有",
    "没",
    "买",
    "卖",
    "正好",
    "足够",
)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


_TALES = _any_of(_NARRATIVE)
_TALKED = _any_of(_TALK)
_EVERYWHERE = re.compile(rf"\d点|{_any_of(_FOR_ALL).pattern}")
_SAID = _any_of(NOTE_OPENERS)


def is_remark(text: str) -> bool:
    """Whether words set apart from the order (by a space, a comma or a particle) are a note."""
    text = text.strip()
    if len(text) < 2 and text not in ("熟", "生", "辣"):
        return False
    if _TALKED.search(text) and not text.startswith(("不要", "要", "放", "送")):
        return False
    if names_goods(text) and not is_glued_remark(text):
        return False
    return _SAID.search(text) is not None


def is_glued_remark(text: str) -> bool:
    """Whether words written right behind an amount are a note: a closed list, since a tale looks alike."""
    text = text.strip()
    if text.startswith(("不要", "唔要", "别", "要")) and "了" not in text:
        return True
    if tells(text):
        return False
    look, of_it, _ = text.partition("的")
    if of_it and _LOOKS.fullmatch(look):
        return True  # 硬的放得住
    if text.endswith("的") or _WANTED_SO.fullmatch(text):
        return True
    return _OPENERS.match(text) is not None and text not in THINGS


def tells(text: str) -> bool:
    """Whether the words tell what happens to the goods rather than ask for them."""
    return _TALES.search(text) is not None


def pleased(text: str) -> bool:
    """Whether the words are thanks, or say how the goods are liked."""
    return _TALKED.search(text) is not None


def for_every_line(text: str) -> bool:
    """Whether the note speaks of pickup, delivery or time, or says 都."""
    return text.startswith("都") or _EVERYWHERE.search(text) is not None


def opens_remark(text: str) -> bool:
    """Whether a stretch set apart by a space begins as a remark does."""
    text = text.lstrip(" ([")
    return text.startswith(
        (
            "帮我挑",
            "帮我选",
            "给我挑",
            "给我选",
            "帮挑",
            "帮我切",
            "帮我放",
            "麻烦放",
            "麻烦切",
            "都要",
            "请放",
            "请送",
        )
    ) or is_glued_remark(text)
