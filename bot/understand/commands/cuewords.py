"""The words by which a leader tells the system to do something. Data only."""

CLOSE = "截单 截团 停止接单 停单 结束接龙 接龙结束 收单 关团 封单 停止接龙 截止接龙 关闭接龙 关单 停止下单 截止下单 不接了 不接单了 不再接单 封团 结束团购 结束本团 到此为止 收团 锁单 接龙截止 接龙关闭 停接".split()
DEADLINE = "截单 截团 截止 停止接单 结束接龙 收单 关团 封单 停止接龙 结束 截".split()
LATER = "延长 推迟 宽限 延后 延迟 延期 加时 顺延 延到 延至 放宽 往后延 延".split()
NOT_YET = "马上 快要 快截 即将 就要 准备 别忘 抓紧 尽快 快点 赶紧 记得 再不".split()
CANCEL_BUY = "流团 取消接龙 取消本次接龙 取消团购 取消本团 取消这个团 取消这次团购 取消本次 这团取消 本团取消 团购取消 撤团 散团 解散团 这单团取消 团取消 取消此团 不成团取消 取消开团 取消这团 这次团购取消 这个团取消 团不成 没成团 拼团失败".split()
ARRIVED = "到了 到货 到啦 齐了 已到 到齐 到店 送到了 到小区了 都到 到咯 到喽 到自提点".split()
#: said shortly, these tell that it is here
COME = "可以取货 可以来取 可以来拿 来取货 下来拿 来拿货 下来取 开始取货 可以自提 来取吧 来拿吧 可以提货 可以取了 可以拿了 来领货 可领".split()
NOT_ARRIVED = "没到 未到 还没 没来 没送到 没到货 缺货 未到货".split()
OTHERS = "其他 其它 别的 其余 剩下的 剩余 另外的 其他的".split()
EXCEPT = "除了 除".split()
VERIFIED = "已取 已自提 拿走了 取走了 领走了 提走了 已领 已提 取货了 自提了 已取货 拿走 取走 已拿 取了 拿了 领了 提货了 来拿过了 已经拿 已经取 拿过了 取过了 已提货 来取过了".split()
VERIFY = "核销 核验 验码 核掉 销码".split()
SUMMARY = "汇总 统计 名单 出表 报表 总表 订单表 清单 明细 总数 合计多少 采购单 列表 看下单 出单".split()
HOW_MANY = "订了几 订了多少 多少份了 多少人 几个人 一共多少 总共多少 总共订 一共订 多少单 卖了多少 卖了几 接了多少 接了几 订了没 定了几 定了多少 几份了 多少箱了 多少盒了".split()
UNPAID = "没付 未付 没给钱 没交钱 未支付 没转 没付款 欠款 未付款 没交 没给 没支付 未转 欠钱 还没钱 付款 没打钱 未交".split()
UNPICKED = "没取 未取 没拿 没提 未提 没领 未领 没自提 没来拿 没来取 未自提 取货 提货 来拿 自提 来取 拿货 领货".split()
REMIND = "催 提醒 通知下 通知一下 叫一下 喊一下 艾特 @一下".split()
GONE = "卖完 售罄 下架 卖光 售完 抢完 抢光 没货了 没货 断货 缺货 没了 无货 停售 没有了 卖没了 卖空".split()
LEFT = "只剩 还剩 限量 剩 就剩 仅剩 剩余 库存改 库存设 库存 限 还有 最后".split()
MORE = "再补 又到 补货 加货 到了 库存加 增加库存 追加库存 又来 新到 再上 加库存 库存增加 再到 又进 补了 多进 加单 上新".split()
FEWER = "库存减 减库存 扣库存 库存扣 库存减少 减少库存 扣掉 减掉 坏了 烂了 碎了".split()
PAID = "付款了 转账 已付 已转账 已转 转了 付了 转账了 付清 已付款 已支付 支付了 打款了 给钱了 交钱了 交了 给了 钱到了 已收 收到 已交 转来 转过来 付完 结清 收了 钱收到 打来 付好了 已结".split()
PRICE = "改价 调价 降价 涨价 降到 涨到 特价 单价 价格改 价格调 改为 改成 现价 调到 调成 价格 调整为 卖 优惠价 活动价 降为 涨为 改到 定价".split()
OPEN = "开团 开新团 新团 开个团 发起团购 开一团 今日开团 新开团".split()
#: what is told with these is yet to come
LATER_ON = "明天 后天 下周 预计 大概 估计 应该 将 会到 等 快到 马上到 路上 到货后 到了通知 快递到 到了会 到了再 到了我 到货我 一到".split()
#: with these in it, what names a list or a number is talk
NO_SUMMARY = "数不清 算不过来 不知道 记不清 我也".split()
#: what may stand beside the words for a list or a reminder, and is of this buy
OURS = "一下 下 订单 单子 情况 数据 总数 总量 人数 份数 箱数 数量 金额 到货 付款 取货 提货 商品 自提 供货商 采购 今天 现在 目前 接龙 本团 这团 这个团 团购 团 给我 发我 大家 所有人 他们 群 全部 明细 看看 看 导出 生成 发 出 个 最新 当前 已订 已付 各品 每样 每个 产品 品种 报名 订了 谁".split()
#: the words that instructions about stock and prices are made of
OF_GOODS = (*GONE, *LEFT, *MORE, *FEWER, *PRICE)
