// 控制台中与电话有关的用语。

export default {
  "call.incoming": "来电", "call.outgoing": "去电", "call.missed": "未接来电", "call.voicemail": "语音留言", "call.no_answer": "无人接听", "call.busy": "占线",
  "call.cancelled": "接听前已取消", "call.failed": "未能接通", "call.ringing": "振铃中", "call.talking": "通话中", "call.with": "接听：{name}", "call.by": "拨打：{name}",
  "call.back": "回电", "call.number": "拨打 {number}", "call.calling": "先呼叫本人电话，再接通{name}。", "call.opened": "正由本机拨打{name}。",
  "call.withheld": "未显示号码", "call.region": "通话", "call.answer": "接手", "call.open": "打开工单", "call.dismiss": "隐藏此来电", "call.said": "{name}来电",
  "call.first": "首次联系", "call.last": "最近工单", "call.rings_at": "正呼叫 {name}", "call.rings_here": "正呼叫本人电话", "call.took": "{name}已接听", "call.missed_now": "{name}的未接来电",
  "call.take_key": "接手来电的工单", "identity.line": "内线", "identity.withheld": "未显示号码",
};
