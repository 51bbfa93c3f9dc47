"""WeCom's error numbers in words, for the agent who wrote and for the admin who connects."""

GONE = frozenset()
REFUSALS = {
    -40001: ("The secret is wrong.", "Secret 错误，请检查接入渠道的设置。"),
    40004: ("WeCom does not take files of this kind.", "企业微信不支持该类型的文件。"),
    40006: ("The file is too large for WeCom, or smaller than 5 bytes.", "文件大小不符合企业微信限制。"),
    40007: ("WeCom has lost the uploaded file; send it again.", "上传的文件已失效，请重新发送。"),
    40013: ("WeCom does not know this company ID.", "企业 ID 无效，请检查接入渠道的设置。"),
    40096: ("WeCom does not know this customer.", "企业微信找不到该客户。"),
    41001: ("WeCom got no access token.", "缺少 access_token。"),
    48002: (
        "This secret may not use 微信客服: assign the accounts to the app that it belongs to.",
        "该 Secret 没有微信客服接口权限，请在微信客服中将客服账号分配给对应应用。",
    ),
    60011: ("This secret may not use this account of 微信客服.", "该 Secret 无权使用此客服账号。"),
    60020: (
        "WeCom does not take calls from our IP address; add it to the app's trusted IPs. WeCom says: {message}",
        "本服务器的 IP 不在企业可信 IP 中，请在应用详情中添加。企业微信返回：{message}",
    ),
    60030: ("This secret may not use 微信客服.", "该 Secret 没有微信客服接口权限。"),
    95000: ("WeCom does not know this account of 微信客服.", "客服账号 ID 不存在。"),
    95001: (
        "Five answers have followed the customer's message; the customer must write first.",
        "客户每次发言后最多回复 5 条，需等客户再次发来消息。",
    ),
    95002: (
        "The 48 hours in which WeCom lets us answer are over; the customer must write first.",
        "已超过 48 小时回复时限，需等客户再次发来消息。",
    ),
    95003: ("The company has reached the number of customers that WeCom lets it serve.", "已达企业可接待客户数上限。"),
    95004: ("This account of 微信客服 has been deleted.", "该客服账号已被删除。"),
    95007: ("WeCom has ended the permission to pull.", "拉取消息的凭证已失效。"),
    95011: (
        "微信客服 has not been switched on for the API: choose there that the company develops its own.",
        "微信客服未开启 API，请在微信客服后台选择“企业内部开发”。",
    ),
    95013: ("The conversation has been ended; the customer must write first.", "会话已结束，需等客户再次发来消息。"),
    95016: ("WeCom does not let the conversation change hands now.", "当前会话状态不允许转接。"),
    95017: (
        "The API of 微信客服 is switched off; switch it on in the console.",
        "微信客服的 API 未开启，请在后台启用。",
    ),
    95018: (
        "A colleague serves this customer in WeCom just now, or the conversation is over. End it there, or wait "
        "for the customer to write.",
        "该客户正由企业微信中的同事接待，或会话已结束。请先在企业微信中结束接待，或等客户再次发来消息。",
    ),
}
# Of a message that WeCom had taken: why it was not delivered after all.
FAILS = {
    0: ("WeCom could not deliver it and does not say why.", "企业微信未能送达，原因未知。"),
    1: REFUSALS[95004],
    2: ("The app has been switched off.", "应用已关闭。"),
    4: REFUSALS[95002],
    5: REFUSALS[95013],
    6: REFUSALS[95001],
    7: ("The app may no longer use this account of 微信客服.", "应用未关联该客服账号。"),
    8: ("The company has not been verified at WeCom.", "企业主体未验证。"),
    10: ("The customer does not take messages of the company.", "客户已拒收消息。"),
    11: ("Nobody of the company has signed in to the WeCom app.", "企业未有成员登录企业微信 App。"),
    12: ("WeCom does not deliver messages of this kind.", "该类型的消息已被禁止发送。"),
}
