"""WeChat's error numbers in words, for the agent who wrote and for the admin who connects."""

GONE = frozenset({43004, 43019, 48002})
REFUSALS = {
    40003: (
        "WeChat does not know this customer: they belong to another account.",
        "微信找不到该用户，可能属于其他公众号。",
    ),
    40004: ("WeChat does not take files of this kind.", "微信不支持该类型的文件。"),
    40005: ("WeChat does not take files of this kind.", "微信不支持该类型的文件。"),
    40006: ("The file is too large for WeChat.", "文件大小超出微信限制。"),
    40007: ("WeChat has lost the uploaded file; send it again.", "上传的文件已失效，请重新发送。"),
    40009: ("The picture is too large for WeChat: 10 MB at most.", "图片超出微信限制（最大 10 MB）。"),
    40010: ("The voice message is too large for WeChat: 2 MB at most.", "语音超出微信限制（最大 2 MB）。"),
    40011: ("The video is too large for WeChat: 10 MB at most.", "视频超出微信限制（最大 10 MB）。"),
    40013: ("WeChat does not know this AppID.", "AppID 无效，请检查接入渠道的设置。"),
    40125: ("The AppSecret is wrong.", "AppSecret 错误，请检查接入渠道的设置。"),
    40164: (
        "WeChat does not take calls from our IP address; add it to the IP whitelist. WeChat says: {message}",
        "本服务器的 IP 不在白名单中，请在公众平台加入 IP 白名单。微信返回：{message}",
    ),
    40243: (
        "The AppSecret has been frozen at mp.weixin.qq.com; unfreeze it there.",
        "AppSecret 已被冻结，请在公众平台解冻。",
    ),
    43004: ("The customer does not follow the account any more.", "该用户已取消关注，无法发送。"),
    43019: ("The customer is on the account's blacklist.", "该用户在公众号黑名单中，无法发送。"),
    45001: ("The file is too large for WeChat.", "文件大小超出微信限制。"),
    45002: ("The text is too long for WeChat.", "文字超出微信长度限制。"),
    45007: ("The voice message is longer than 60 seconds.", "语音超过 60 秒。"),
    45015: (
        "The 48 hours in which WeChat lets us answer are over; the customer must write first.",
        "已超过微信 48 小时回复时限，需等客户再次发来消息。",
    ),
    45047: (
        "WeChat lets so many answers follow one message and no more; the customer must write first.",
        "已达微信的下发条数上限，需等客户再次发来消息。",
    ),
    48001: (
        "The account may not answer through the API: it must be verified (微信认证).",
        "该公众号没有客服消息接口权限，请先完成微信认证。",
    ),
    48002: ("The customer has switched off messages of the account.", "该用户已关闭接收公众号消息。"),
    48004: (
        "WeChat has blocked this interface for the account; see the notices at mp.weixin.qq.com.",
        "该接口已被微信封禁，请登录公众平台查看通知。",
    ),
    50002: ("The account has been restricted by WeChat.", "该公众号已被微信限制，请登录公众平台查看。"),
    61004: ("WeChat does not take calls from our IP address: {message}", "本服务器 IP 未登记，微信返回：{message}"),
    89503: (
        "An administrator of the account must confirm our IP address on their phone.",
        "需公众号管理员在微信中确认本服务器 IP 的调用请求。",
    ),
    89506: (
        "An administrator of the account has refused our IP address; try again in 24 hours.",
        "公众号管理员已拒绝本服务器 IP 的调用，请 24 小时后重试。",
    ),
    89507: (
        "An administrator of the account has refused our IP address; try again in an hour.",
        "公众号管理员已拒绝本服务器 IP 的调用，请 1 小时后重试。",
    ),
}
