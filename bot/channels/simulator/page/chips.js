// Things to try, by place and by role. A chip fills the input box; it does not send.
const OPEN = `开团 周末水果
草莓 25元/盒 库存30 限3
蓝莓 18元/盒 库存40
截单 3小时后
自提 后天16:00-19:00`;

export const CHIPS = {
  group: {
    resident: ["团购", "草莓2盒 蓝莓1", "改成3份", "取消", "草莓多少钱？", "今晚吃什么好呢"],
    staff: ["团购", "汇总", "名单", "截单"],
  },
  private: {
    resident: ["帮助", "我的订单", "取货码", "自提点", "为什么", "我叫 3-1203 王姐"],
    staff: [["开团…", OPEN], "确认", "汇总", "名单", "到货", "未取", "未付", "帮助"],
  },
};
