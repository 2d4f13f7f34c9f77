"""What questions are about, as words; the first topic that has one of its words wins."""

import re
from collections.abc import Iterable

from .intent import Topic

_TOPIC_WORDS: tuple[tuple[Topic, str], ...] = (
    ("other", "取消 退单 退订 退款 退钱"),
    (
        "my_order",
        "我订 我下的 我下了 我下单 我下几 我下没 我买 我要给 我的单 我的订单 我下的 我定 我一共 我总共 我要付 我应付 我该付 我该给 我付 我给 我点了 我报 我登记 我的呢 我的有 记上 记了 登记上 登记了 算我 我的钱 我多少钱 我还欠 我欠 收到我 我转 订上了 订上没 录上了 我的订 查单 查订单 查下我 看下我 我那份 我那单 我的是 我接 我有没有 录上 我几 我订单 我还没付",
    ),
    (
        "price",
        "涨价 降价 多少钱 好多钱 点卖 几多银 咩价 价格 怎么卖 咋卖 啥价 什么价 几钱 几块 几块钱 几多钱 便宜 优惠 打折 贵不贵 单价 价钱 几元 少点 价位 报价 满减 折扣 砍价 包邮 运费 多钱",
    ),
    (
        "delivery",
        "没到吗 没到么 还没到 能到 到货 发货 配送 送到 送货 自提 取货 提货 拿货 哪取 哪拿 哪里取 哪里拿 哪领 到了吗 到了没 到没 什么时候到 啥时候到 几点到 哪天到 几号到 何时到 什么时候来 啥时候来 能送 送上门 送不送 上门 啥时候发 什么时候发 几点送 几点来 什么时候送 啥时候送 几点取 几点拿 去哪 在哪 取件 还在吗 还在不 快递柜 驿站 代收 发了吗 发了没 到哪 多久到 多久能到 哪天发 几号发 送到家 送上楼 送楼上 送上来 几时 送楼下 包送 几时到 几时送 啥时候能到 什么时候能到 怎么取 怎么拿 能取 可以取 可以拿 能拿 来拿 去拿 去取 什么时候取 什么时候拿 啥时候取 啥时候拿 送吗 送不",
    ),
    (
        "list",
        "有谁 都有啥 都有什么 有啥 有什么 有哪些 有几种 几种 清单 菜单 列表 目录 品种 谁订 谁买 几个人 多少人 几人 多少户 几户 成团 多少份 订了多少 定了多少 多少箱了 人数 多少单 接龙到 汇总 统计 名单 哪些 啥口味 什么口味 几个口味 卖啥 卖什么 团什么 团啥 总共订 订了几",
    ),
    (
        "stock",
        "有没有 有冇 还有 有吗 有没 还剩 剩 库存 有货 卖光 卖完 售罄 抢完 没货 断货 缺货 有多少 够不够 有么 有不 现货 抢光 补货 有得",
    ),
    (
        "other",
        "怎么支付 支付 怎么付 怎么转 付款 收款 转账 退款 退钱 退货 能退 可以退 付款码 收款码 二维码 截单 截止 停止接单 结束 几点截 最晚 下单 几点前 保质 新鲜 甜 好吃 多重 多大 几斤 几两 多少斤 产地 哪里的 哪产 规格 质量 坏了 烂了 售后 赔 补 包装 怎么吃 怎么做 口感 辣 熟 核 籽 品种 能订 还能接 可以订 能不能订 来得及 转谁 怎么保存 冷冻 发票 几个 一箱 一盒 一袋 一份 一斤 糖 添加剂 图片 照片 发下",
    ),
)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words."""
    return re.compile("|".join(map(re.escape, words)))


TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, any_of(words.split())) for topic, words in _TOPIC_WORDS
)
#: shapes that say more than the words in them, looked at before the words
_SHAPES: tuple[tuple[Topic, str], ...] = (
    (
        "my_order",
        "我(?:之前|上次|一共|总共|到底|都|刚才|这次|家)*(?:订|定|买|要|下|报|点|拍)了(?:多少|几|啥|什么|哪)",
    ),
    (
        "list",
        "(?:卖|团|上)的?(?:都|货)?(?:是|有)?些?(?:什么|啥|哪些)(?!时|价)|谁(?:都|也)?(?:订|接|报|参加|参团|跟团|下单)",
    ),
    (
        "other",
        "[转付交打找]给?谁|几个人(?:吃|喝|用|够)|够几个人|[一每].(?:大概|大约|里面?)?有?(?:多少|几)[个颗粒只片枚瓶听条根块](?!钱)",
    ),
    ("delivery", "(?:快递|货|东西|包裹|我的)[^,，。]{0,4}[放搁存](?:在|到)?哪"),
    ("price", "(?<!我)(?:一共|总共|合计)多少(?:钱)?[啊呀呢?？]*$"),
    (
        "delivery",
        "(?:[今明后][天早晚日]?|周|星期|礼拜|号|点|上午|下午).{0,2}[送到发](?:货|吗|不|还是|呢|啊|$|[?？])",
    ),
    ("price", "多少(?:钱)?一[斤个盒袋箱只条把份]"),
    ("other", "里面?(?:都)?(?:有|是|放)(?:了)?(?:啥|什么|哪些)料?"),
    ("price", "好多(?:钱)?一|(?:团购|团|优惠|活动|批发)价"),
    ("stock", "没有?了(?:吗|么)"),
)
SHAPES = tuple((topic, re.compile(shape)) for topic, shape in _SHAPES)
#: 有M码的纸尿裤吗: asked where nothing before it says what about
STOCK = re.compile(
    r"^(?:请问|团长|老板|还|这次|今天|本次|,|，| )*有(?:没有)?[^,，。]{1,10}(?:吗|么|没|没有)[?？~ ]*$"
)
#: 发一下清单: a list that is asked for
SHOW = re.compile("(?:发|看|给|来|求)[^,，。]{0,4}(?:清单|菜单|价目表|名单|价格表|接龙表)")
#: requests that ask without asking
_REQUEST_WORDS: dict[Topic, str] = {
    "my_order": "查订单 查单 查下我的 看下我的 查一下我的 看看我的 我的订单 算下我 算一下我 帮我查 查我的 看一下我的 我要给多少 我的明细",
    "list": "汇总 统计 名单 发下清单 发个清单 清单发 菜单发 发个菜单 价目表 接龙名单 谁订了 看下名单 发名单 出汇总 团单 报个数",
    "price": "报个价 价格表 发下价格 价格发 求价 问下价格 价格",
    "other": "付款码 收款码 二维码 收款方式 发票",
    "delivery": "取货地址 自提地址 发下地址 取货时间 物流 单号",
}
REQUESTED = any_of(" ".join(_REQUEST_WORDS.values()).split())
REQUESTS = {topic: any_of(words.split()) for topic, words in _REQUEST_WORDS.items()}
#: other matters of a community: what asks about these and names no goods is not for us
ELSEWHERE = any_of(
    "物业 电话 电梯 停车 车位 保安 学校 幼儿园 医院 停水 停电 断网 网络 宽带 门禁 钥匙 狗 猫 快递员 装修 漏水 噪音 业委会 业主会 核酸 疫苗 保洁 家政 阿姨推荐 修 维修 班车 校车 地铁 公交 天气 下雨 降温 考试 作业 老师 补课 充电桩 "
    "电瓶车 电动车 燃气 煤气 暖气 水压 自来水 推荐 二手 转让 出租 租房 房租 遛弯 理发 剪头 美甲 洗车 开锁 下水道 搬家 保险 培训 学费 门票 机票 酒店 油价 房价 跳舞 打球 爬山 足球 会议 开会 工资 股票 彩票 发烧 感冒 药 医生 小偷 监控 垃圾分类 路灯 空调 洗衣机 冰箱 手机 电脑 麻将".split()
)
