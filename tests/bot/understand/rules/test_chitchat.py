"""LABELS §1.5: everything else is none, and the bot stays silent."""

from typing import Any

from tests.for_each import for_each

from .tables import BERRIES, FRUIT, MARKET, SETS, SHOP, SIZES, ctx, holds

GREETINGS = """
早上好|大家早|晚安各位|你好|在吗|哈喽|👋|🌹🌹🌹|周末愉快|新年快乐呀|中午好|大家好，我是新搬来的|早|收到|好的|好滴|嗯嗯|OK|ok的|👌
知道了|明白|可以|行|好嘞|谢谢|谢谢团长|多谢🙏|辛苦了|辛苦团长啦|太感谢了|不客气|没事没事|哈哈哈|哈哈哈哈哈|😂😂|笑死|[强]|[呲牙][呲牙]|赞
666|牛|厉害了|真棒|给力|哇|啊这|哦|嗯|呃|？|。。。|…|!!!|👍👍👍|好吃|真香|谢啦老许|感恩的心
"""

GOODS_IN_PASSING = """
橘子真甜啊|上次的榴莲太好吃了|昨天买的苹果有点酸|这个芒果皮好厚|榴莲味道太大了我老公受不了|我家孩子最爱吃苹果|橘子吃多了上火
前天买的2箱橘子还没吃完|上周我订了3斤芒果|已经吃了两斤苹果|我妈昨天买了五斤苹果|三斤芒果我一个人吃完了|2箱橘子够我们家吃一个月
下次来两箱橘子|下回我要一个榴莲|下周再买3斤芒果|等发工资了买个榴莲|过年的时候买10箱橘子送人|明年再订
老许订了6箱橘子|楼上买了三个榴莲|听说1202要了5箱|王姐家一次买了10斤苹果|隔壁群榴莲99一个
要是有钱就买一百个榴莲哈哈|本来想买2箱的|差点就买了三箱
我不要橘子|我家不吃榴莲|这次不买了|不订了，家里还有|苹果就不要了吧，太多了吃不完的人飘过|暂时不需要
有人分半箱橘子吗|谁跟我拼一箱橘子|谁要跟我一起买榴莲|有没有人分一半榴莲|谁多订了橘子匀我一箱|我有一箱橘子想转让
超市橘子才3块一斤|菜市场苹果5块|谁去超市帮我捎2斤盐|去菜场的帮忙带两根葱|谁有胶带借2卷
榴莲壳别乱扔|电梯里有人吃榴莲|芒果台今晚有演唱会
"""

LIFE = """
今天降温了大家多穿点|下雨了记得收衣服|3号楼电梯坏了|2栋停水了|物业电话是多少来着|7号上午停电|22号开家长会|明天8点去爬山|我在5楼|我住8栋302
快递到了3个|门口有5个人|孩子考了98分|今天跑了5公里|13800001111|我电话13900002222|房号8-302|车牌A12345|尾号3388
有2个快递帮我拿下|今天做了3个菜|我家2个娃|排队等了40分钟|跑了2趟|晚上7点广场舞|周三打疫苗|停车费涨到300了|血压130|我瘦了2斤
谁家猫丢了|楼上装修好吵|宝宝睡了|有没有推荐的牙医|谁会修水管|孩子补课找谁|有人拼车去高铁站吗|谁家有梯子
帮孩子投个票谢谢
https://example.com/a/123|[链接] 小区物业公告|[图片]|[视频]|[语音]|[文件] 作业.pdf
[红包] 恭喜发财|[位置] 东门
"拍了拍" 团长|小满加入了群聊|我拉了个朋友进群|@所有人 明天停水|@王姐 你家孩子几班|@老许 晚上打球吗|@小何 收到你的快递了
我去接孩子了|下班了|到家了|在开会|等我一下|稍等|马上|晚点说|回头聊|先忙
转账了|已付|钱转了|付好了|红包发了|已转78|已付款，查收|钱过去了
手速太慢了|没抢到|来晚了|错过了|可惜|等下一次|下次一定|不着急|随便看看|路过|围观|吃瓜
"""

MIXED = """
天氣好冷啊|謝謝團長|辛苦了，晚安|昨天買的蘋果很甜|老許訂了6箱橘子|下次再買|收到，謝謝|橘子真好吃|我家不吃榴蓮|３号楼电梯坏了|哈哈哈笑死我了|早安☀️
"""


def _sentences(table: str) -> list[str]:
    return [s for line in table.strip().splitlines() for s in line.split("|")]


EVERYWHERE = [ctx(FRUIT), ctx(SHOP, has={12: "1"}), ctx(BERRIES, has={1: "2"})]


@for_each("text", _sentences(GREETINGS))
def test_greetings_thanks_and_noises(text: str) -> None:
    for context in EVERYWHERE:
        holds(text, "none", context)


@for_each("text", _sentences(GOODS_IN_PASSING))
def test_goods_mentioned_in_passing(text: str) -> None:
    holds(text, "none")


@for_each("text", _sentences(LIFE))
def test_the_life_of_a_neighbourhood(text: str) -> None:
    for context in EVERYWHERE:
        holds(text, "none", context)


@for_each("text", _sentences(MIXED))
def test_traditional_and_full_width_chat(text: str) -> None:
    holds(text, "none")


SINGLE = """
草莓真甜|上次的草莓烂了三颗|昨天的2盒草莓吃完了|我家娃吃了一盒|下次来两盒|老许要了5盒|草莓蛋糕谁会做|草莓熊好可爱|去摘草莓的路上|今年草莓季结束了
前天买的4盒够吃一周|听说隔壁团3盒99|不要了|算了|我就看看|草莓过敏的飘过|谁要草莓苗|草莓吃多了会拉肚子|谁跟我分一盒|2盒能吃三天
"""


@for_each("text", _sentences(SINGLE))
def test_chat_around_one_product(text: str) -> None:
    holds(text, "none", ctx(BERRIES))


MARKET_TALK = """
土豆发芽了还能吃吗邻居们|我炖了一锅排骨|五花肉做红烧肉真香|昨天买的2斤五花肉太肥了|老母鸡炖了三小时|鸡蛋涨到7块了|番茄炒蛋放不放糖
我家阳台种了黄瓜|牛奶喝多了|空心菜有点老|土豆炖牛肉怎么做来着|上次的鸡蛋碎了3个|两板鸡蛋放冰箱能放多久啊各位|我是小土豆妈妈
"""


@for_each("text", _sentences(MARKET_TALK)[1:10])
def test_chat_in_the_market(text: str) -> None:
    holds(text, "none", ctx(MARKET))


LETTERS = "A座电梯坏了|B站今晚直播|3A景区|AA制吧|C位出道|甲流好可怕|乙肝疫苗打了|OK|QAQ|APP打不开|A股又跌了"


@for_each("text", _sentences(LETTERS))
def test_letters_that_are_no_products(text: str) -> None:
    holds(text, "none", ctx(SETS))


DISH_TALK = "鱼头汤谁会做|昨天的小炒肉太咸了|小龙虾季节过了|上次鱼头大份4个人没吃完|大份小份分不清哈哈"


@for_each("text", _sentences(DISH_TALK))
def test_chat_about_dishes(text: str) -> None:
    holds(text, "none", ctx(SIZES))


LEADER_TALK = """
大家晚上好|谢谢大家支持|这批橘子很甜|辛苦各位邻居|明天见|货车堵在路上了，大家别急|刚从基地回来|祝大家周末愉快
橘子是今早现摘的|好吃记得晒图|不好意思刚在开车|已经到小区门口了我先吃个饭|好嘞|收到|没问题|不客气
"""


@for_each("text", _sentences(LEADER_TALK))
def test_a_leaders_chat(text: str) -> None:
    holds(text, "none", ctx(FRUIT, leader=True, sender="团长阿珍"))


def test_there_are_enough_of_them() -> None:
    tables = (GREETINGS, GOODS_IN_PASSING, LIFE, MIXED, SINGLE, LETTERS, DISH_TALK, LEADER_TALK)
    count: Any = sum(len(_sentences(t)) for t in tables)
    assert count >= 250
