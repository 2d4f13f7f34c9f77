"""Whether a word names goods, told by its last character, as Chinese names of goods are built."""

from .words import THINGS

#: what a name of goods ends in: fruit, greens, mushrooms, fish, meat, grain, what is baked, drunk, washed with
_HEADS = frozenset(
    "果莓瓜梨桃枣柚橙橘桔柑檬蕉荔榴莲萄梅杏李柿蔗萝杷竹椰菜菇菌耳豆薯芋姜蒜葱椒茄笋藕卜"
    "鱼虾蟹贝螺蚝蛤鱿肉鸡鸭鹅蛋翅腿排骨肠奶酪米面粉油酱醋盐糖酒茶饼糕包饺粽堡酥粥醪蜜"
    "纸巾皂膏液精露霜膜伞袜鞋粮罩刷布被枕锅灯笔炭"
)
#: characters that stand before 子 in goods: 包子, 桃子
_BEFORE_ZI = _HEADS | frozenset("栗提柚袜被筷杯盘帽裤裙")
#: words that end like goods and are none, or none in particular
_NO_GOODS = frozenset(
    "红包 打包 书包 钱包 背包 "
    "下面 上面 里面 外面 前面 后面 对面 方面 见面 当面 表面 全面 加油 口水 结果 如果 效果 后果 成果 "
    "泡酒 泡水 泡茶 泡脚 煮面 蘸酱 蘸醋 拌饭 拌面 下酒 下饭 配酒 配饭 配粥 下粥 就酒 就粥 炒蛋 烧肉 炖肉 补钙 "
    "老李 小李 阿李 大李 "
    "主角 水果 蔬菜 干果 鲜果 零食 海鲜 生鲜 饭菜 点菜 买菜 做菜 炒菜 酒精 小鲜肉 小鲜肉 全包 外包 大包 小包".split()
)
#: characters of talk and of doing, which names of goods do not have
_TALK = frozenset(
    "我你他她它们这那么不没别了着过是在把被吗呢吧啊谁啥哪什怎"
    "吃喝买卖发见停的都也就很太真要想做帮送打开有还能会给用煮炖煲熬酿"
)


def names_goods(word: str) -> bool:
    """Whether an unknown word reads as the name of goods (蓝莓, 大蒜, 洗发水), not as talk or a person."""
    if word in THINGS:
        return True
    if not word or len(word) > 5 or word in _NO_GOODS or word[-1:] * 2 == word[-2:]:
        return False
    if not _TALK.isdisjoint(word):
        return False
    return word[-1] in _HEADS or (len(word) > 1 and word[-1] == "子" and word[-2] in _BEFORE_ZI)
