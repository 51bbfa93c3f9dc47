"""Meta's error codes in plain words, (English, Chinese), and how long to leave it alone."""

TOKEN = (
    "Meta no longer accepts the access token: an admin has to put in a new one",
    "Meta 不再接受当前的访问令牌：请管理员更换新令牌",
)
WINDOW = (
    "the customer's last message is more than 24 hours old: only an approved template may be sent now",
    "距客户最后一条消息已超过 24 小时：现在只能发送已审核的模板消息",
)
SHUT = (
    "the customer's last message is more than 24 hours old: they must write first",
    "距客户最后一条消息已超过 24 小时：需等客户先发消息",
)
PERMISSION = (
    "the token lacks a permission: give it at Meta and make a new token",
    "令牌缺少权限：请在 Meta 授予权限并重新生成令牌",
)
UNREACHABLE = (
    "this person cannot be reached: they have blocked you, or closed their account",
    "无法联系此人：对方已将您拉黑，或帐户已停用",
)
PAUSE = ("too many calls: Meta asks for a pause", "调用过于频繁：Meta 要求稍后再试")
FILE = ("the file could not be taken: wrong type or too large", "文件未被接收：类型不符或过大")
NOBODY = ("there is no such person for this page or account", "该主页或帐户下没有此用户")
REFUSES = ("Meta refuses", "Meta 拒绝了请求")

# Of the whole account: everybody waits so many seconds.
PAUSES = {4: 60.0, 32: 60.0, 613: 30.0, 80006: 60.0, 80007: 60.0, 130429: 10.0}
# Of this message or this moment: the usual back-off.
SOON = {1, 2, 1200, 131000, 131016, 131056, 133004}

WORDS = {
    0: TOKEN,
    102: TOKEN,
    190: TOKEN,
    470: WINDOW,
    131047: WINDOW,
    200: PERMISSION,
    131005: PERMISSION,
    4: PAUSE,
    80007: PAUSE,
    551: UNREACHABLE,
    131053: FILE,
    3: (
        "the app is not allowed to do this: check its permissions at Meta",
        "应用无权执行此操作：请在 Meta 检查应用权限",
    ),
    10: (
        "the token lacks a permission, or Meta has not approved this use: check the app's permissions",
        "令牌缺少权限，或 Meta 尚未批准此用途：请检查应用权限",
    ),
    33: ("this phone number does not exist any more", "该电话号码已不存在"),
    100: ("Meta does not understand the request", "Meta 无法理解该请求"),
    230: (
        "the token lacks the permission pages_messaging: give it at Meta and make a new token",
        "令牌缺少 pages_messaging 权限：请在 Meta 授予权限并重新生成令牌",
    ),
    368: ("Meta has blocked this account for a while for breaking a policy", "该帐户因违反政策被 Meta 暂时限制"),
    10900: ("Meta blocks this for now because it was done too often", "操作过于频繁，Meta 暂时限制了此操作"),
    130429: ("too many messages at once: Meta asks for a pause", "短时间内消息过多：Meta 要求稍后再试"),
    130472: (
        "not sent: Meta keeps marketing messages from this customer for a study",
        "未发送：该客户属于 Meta 的对照实验组，不接收营销消息",
    ),
    130497: (
        "Meta does not let this account write to customers in that country",
        "Meta 不允许此帐户向该国家的客户发送消息",
    ),
    131000: ("something went wrong at Meta", "Meta 内部出错"),
    131008: ("a value is missing", "缺少必填内容"),
    131009: ("a value is not right", "内容不符合要求"),
    131016: ("the service is overloaded", "服务繁忙"),
    131021: ("the customer's number is your own", "收件号码是您自己的号码"),
    131026: (
        "the message cannot be delivered: the number has no WhatsApp, an old one, or has not accepted its terms",
        "消息无法送达：对方未使用 WhatsApp、版本过旧，或未接受其条款",
    ),
    131030: (
        "this number is not on the list of the test account: add it at Meta, or use a real number",
        "该号码不在测试帐户的名单中：请在 Meta 添加，或改用正式号码",
    ),
    131031: ("the WhatsApp account is locked: see its page at Meta", "WhatsApp 帐户已被锁定：请到 Meta 查看"),
    131037: ("the display name of your number is not approved yet", "您的号码显示名称尚未通过审核"),
    131042: ("there is trouble with the payment method of the WhatsApp account", "WhatsApp 帐户的付款方式有问题"),
    131045: ("your number is not registered rightly", "您的号码注册有误"),
    131048: (
        "Meta limits what this number may send, because too much of it was blocked or reported",
        "由于被拉黑或举报过多，Meta 限制了此号码的发送量",
    ),
    131049: (
        "not delivered: this customer has had enough marketing messages for now",
        "未送达：该客户近期收到的营销消息已达上限",
    ),
    131050: ("the customer wants no marketing messages from you", "客户已拒收您的营销消息"),
    131051: ("this kind of message is not supported", "不支持此类消息"),
    131052: ("the file could not be downloaded", "文件下载失败"),
    131056: ("too many messages to this customer in a short time", "短时间内向该客户发送的消息过多"),
    131057: ("the WhatsApp account is in maintenance", "WhatsApp 帐户正在维护"),
    131062: (
        "this kind of message needs the customer's phone number, which WhatsApp does not tell",
        "此类消息需要客户的电话号码，而 WhatsApp 未提供",
    ),
    132000: ("the number of values does not fit the template", "变量数量与模板不符"),
    132001: ("there is no such template in this language, or it is not approved", "没有该语言的此模板，或尚未通过审核"),
    132005: ("the template is too long with these values", "填入内容后模板过长"),
    132007: ("the template breaks a policy", "模板违反政策"),
    132012: ("the values do not fit the template", "变量内容与模板不符"),
    132015: ("the template is paused for its low quality", "模板因质量较低被暂停"),
    132016: ("the template was switched off for good for its low quality", "模板因质量较低已被永久停用"),
    132068: ("the flow of this template is blocked", "此模板的流程已被停用"),
    133010: ("your number is not registered with the WhatsApp Cloud API", "您的号码尚未在 WhatsApp Cloud API 注册"),
    133016: ("too many attempts to register this number: wait 72 hours", "号码注册尝试过多：请 72 小时后再试"),
    135000: ("a parameter is not right", "参数有误"),
    137000: ("the customer's identity has changed", "客户身份已变更"),
}

SUBCODES = {
    (10, 2018278): SHUT,
    (10, 2534022): SHUT,
    (10, 2018065): SHUT,
    (100, 2018001): NOBODY,
    (100, 2534014): NOBODY,
    (100, 2018047): FILE,
    (200, 1545041): UNREACHABLE,
    (551, 1545041): UNREACHABLE,
    (10, 2018108): ("this person does not take messages from your page now", "对方目前不接收您主页的消息"),
    (10, 2018276): (
        "Meta has not approved your app for Human Agent: set People may answer for seven days to no",
        "Meta 尚未批准您的应用使用 Human Agent：请将“人工坐席可在七天内回复”设为 no",
    ),
    (100, 33): ("there is nothing with this id, or the token may not see it", "找不到该编号，或令牌无权访问"),
    (100, 2018109): ("the file is too large", "文件过大"),
    (200, 2018028): (
        "the app may not write to the public yet: Meta has to approve it",
        "应用尚不能向公众发送消息：需先通过 Meta 审核",
    ),
}
