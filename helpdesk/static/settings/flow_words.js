/* Every word of the page of a flow. */
const english = {
  name_en: "Name in English", name_zh: "Name in Chinese", key: "Key", phrasings: "What customers say to begin it, a line each", steps: "Steps", id: "Name of the step",
  up: "Up", down: "Down", remove: "Remove", add: "Add a step", publish: "Publish as a new version", back: "Back", failed: "That did not work. Nothing was changed.",
  kinds: { say: "Say", ask: "Ask", branch: "Branch", order: "Look up an order", call: "Call an address", hand: "Hand over", end: "End" },
  checks: { text: "Anything", order: "Order number", phone: "Telephone number", email: "E-mail", date: "Date", number: "Number", choice: "One of these" },
  ops: { is: "is", is_not: "is not", contains: "contains", filled: "is filled in", empty: "is empty", above: "is above", below: "is below" },
  fact_names: { people_here: "somebody is here (yes/no)", today: "today" },
  en: "English", zh: "Chinese", next: "Then", below: "The step below", else: "Otherwise", into: "Keep the answer as", check: "The answer must be", field: "Fill in the ticket's field", no_field: "None",
  mask: "How it looks: # digit, @ letter, * either", value: "Value", choice: "Answer", case: "Case", on: "Look at", op: "Comparison", method: "Method", url: "Address", seconds: "Seconds to wait",
  take: "Take from the answer, a line each: name = place.in.the.answer", failed_next: "If that does not work", to_person: "Hand over", call_key: "Your server can check that we ask:", solve: "The matter is solved then",
  order_in: "The order number is kept as", order_failed: "If the shop does not know it, or it is not proven who asks", order_hint: "Looks among the customer's own orders and asks your own system (Settings, Value). Say the answer in a step below with",
  try: "Try it", language: "Language", begin: "Begin", answer: "Your answer", send: "Send", ended: { end: "It has ended.", solve: "It has ended; the ticket would be solved.", hand: "A person would go on." },
};

const chinese = {
  name_en: "英文名称", name_zh: "中文名称", key: "标识", phrasings: "客户怎样说会进入该流程（每行一句）", steps: "步骤", id: "步骤名称",
  up: "上移", down: "下移", remove: "移除", add: "添加步骤", publish: "发布为新版本", back: "返回", failed: "操作未成功，内容没有变化。",
  kinds: { say: "发送内容", ask: "提问", branch: "分支", order: "查询订单", call: "调用地址", hand: "转人工", end: "结束" },
  checks: { text: "任意内容", order: "订单号", phone: "电话号码", email: "邮箱", date: "日期", number: "数字", choice: "选项之一" },
  ops: { is: "等于", is_not: "不等于", contains: "包含", filled: "已填写", empty: "为空", above: "大于", below: "小于" },
  fact_names: { people_here: "是否有客服在线（yes/no）", today: "今天" },
  en: "英文", zh: "中文", next: "接下来", below: "下方步骤", else: "其他情况", into: "答案保存为", check: "答案须为", field: "填入工单字段", no_field: "不填入",
  mask: "格式：# 数字，@ 字母，* 任一", value: "值", choice: "选项", case: "条件", on: "判断对象", op: "比较", method: "方式", url: "地址", seconds: "等待秒数",
  take: "从返回结果中提取，每行一项：名称 = 位置", failed_next: "调用失败时", to_person: "转人工", call_key: "贵方服务器可据此确认请求来自本系统：", solve: "同时将问题标记为已解决",
  order_in: "订单号保存为", order_failed: "查不到订单或客户身份未验证时", order_hint: "在该客户本人的订单中查询，并向企业自有系统（设置 › 客户价值）查询。请在下方步骤中使用",
  try: "试用", language: "语言", begin: "开始", answer: "您的回答", send: "发送", ended: { end: "流程已结束。", solve: "流程已结束，工单将标记为已解决。", hand: "将由人工继续处理。" },
};

export const words = (language) => (language === "zh" ? chinese : english);
