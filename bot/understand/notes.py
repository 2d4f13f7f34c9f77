"""Remarks: which words after an amount are a note to the packer, and which are just talk."""

from .words import NOTE_OPENERS

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
_STRICT_STARTS = tuple(
    "要 不要 别 不放 不加 少放 多放 放 送 切 挑 选 尽量 最好 洗 杀 剁 清理 处理 去皮 去壳 去籽 去骨 去头 去鳞 免 加冰 加辣 加糖 微辣 中辣 特辣 少糖 无糖 半糖 全糖 少冰 去冰 热的 冰的 大的 小的 熟 生 甜 酸 肥 瘦 嫩 老 新鲜 "
    "分开 单独 装 包 带 打 晚 早 今 明 后 周 星期 上午 下午 自提 自取 上门 红 黄 白 粉 紫 绿 蓝 软 硬 脆 大 小 下班 回来 到家 顺路 开 对半 真空 常温 冷藏 不辣 不吃 少油 少盐 多 少 去".split()
)
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


def is_remark(text: str) -> bool:
    """Whether words set apart from the order (by a space, a comma or a particle) are a note."""
    text = text.strip()
    if len(text) < 2 and text not in ("熟", "生", "辣"):
        return False
    if any(talk in text for talk in _TALK) and not text.startswith(("不要", "要", "放", "送")):
        return False
    return any(word in text for word in NOTE_OPENERS)


def is_glued_remark(text: str) -> bool:
    """Whether words written right behind an amount are a note: a closed list, since a tale looks alike."""
    text = text.strip()
    if text.startswith(("不要", "别", "要")) and "了" not in text:
        return True
    if tells(text):
        return False
    return text.endswith("的") or text.startswith(_STRICT_STARTS)


def tells(text: str) -> bool:
    """Whether the words tell what happens to the goods rather than ask for them."""
    return any(tale in text for tale in _NARRATIVE)


def for_every_line(text: str) -> bool:
    """Whether the note speaks of pickup, delivery or time, or says 都."""
    return text.startswith("都") or any(word in text for word in _FOR_ALL)


def opens_remark(text: str) -> bool:
    """Whether a stretch set apart by a space begins as a remark does."""
    text = text.lstrip(" ([")
    return text.startswith(
        (
            *_STRICT_STARTS,
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
