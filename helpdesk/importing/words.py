"""Why a file, a row or a way back was refused, in both languages; and what each state is called."""

REASONS = {
    "missing": ("needed, but empty", "必填，但为空"),
    "too_long": ("too long", "内容过长"),
    "no_email": ("not an e-mail address", "不是有效的邮箱"),
    "no_phone": ("not a telephone number of this region", "不是该地区的有效电话号码"),
    "phone_rounded": (
        "the spreadsheet has cut off digits; make the column text",
        "表格截断了号码，请将该列设为文本格式",
    ),
    "no_date": ("not a date", "不是有效的日期"),
    "no_amount": ("not an amount", "不是有效的金额"),
    "no_yes": ("neither yes nor no", "不是“是”或“否”"),
    "no_language": ("not a language", "不是有效的语言"),
    "no_zone": ("not a time zone", "不是有效的时区"),
    "no_messages": ("not a list of messages", "不是消息列表"),
    "nobody": ("no name and no address", "没有姓名，也没有联系方式"),
    "no_address": ("no e-mail, phone or id to know the customer by", "没有可识别客户的邮箱、电话或编号"),
    "unknown_word": ("a word that there is not here", "无法识别的取值"),
    "unknown_type": ("a type that there is not", "没有这个类型"),
    "many_tags": ("more than 50 tags", "标签超过 50 个"),
    "bad_tag": ("a tag that cannot be one", "标签无效"),
    "empty_ticket": ("nothing was said in it", "没有任何内容"),
    "many_messages": ("more than 2,000 messages", "消息超过 2,000 条"),
    "bad_order": ("not a valid order", "订单无效"),
    "organization_name": ("not a name for an organization", "企业名称无效"),
    "organization_taken": ("another organization has this name, id or domain", "名称、编号或域名已被其他企业使用"),
    "organization_domain": ("not a domain", "域名无效"),
    "organization_everybodys": ("a domain where anybody has an address", "公共邮箱域名不能归属企业"),
    "failed": ("could not be written; the log says why", "写入失败，原因见日志"),
    "empty": ("The file has no rows.", "文件中没有数据行。"),
    "many_columns": ("The file has more than 200 columns.", "文件超过 200 列。"),
    "many_rows": ("The file has more than 2,000,000 rows.", "文件超过 2,000,000 行。"),
    "bomb": (
        "The file unpacks to more than 256 MB, or is nested too deep. Split it, or save the table as CSV.",
        "文件解压后超过 256 MB，或嵌套过深。请拆分文件，或将表格另存为 CSV。",
    ),
    "no_sheet": ("This is not a spreadsheet that can be read.", "无法读取该表格文件。"),
    "no_json": (
        "This is not JSON: a list of objects, or one object a line.",
        "不是有效的 JSON：应为对象列表，或每行一个对象。",
    ),
    "no_kind": (
        "CSV, XLSX, XLS, ODS, JSON, JSONL and ZIP of JSON can be read.",
        "支持 CSV、XLSX、XLS、ODS、JSON、JSONL 以及 JSON 的 ZIP。",
    ),
    "markdown": (
        "A ZIP of Markdown is taken in under Knowledge, Import and export.",
        "Markdown 压缩包请在“知识 › 导入与导出”中导入。",
    ),
    "not_recognised": ("This is no export of a helpdesk that is known here.", "无法识别该导出文件来自哪个客服系统。"),
    "used_since": ("somebody wrote, ordered or joined since", "之后已有来信、订单或成员"),
    "changed_since": ("changed by hand since", "之后已被手动修改"),
}
STATES = {
    "reading": ("Reading the file", "正在读取文件"),
    "mapping": ("Waiting for you", "等待设置"),
    "checking": ("Trial run", "正在试运行"),
    "checked": ("Tried, nothing written", "已试运行，尚未写入"),
    "running": ("Taking in", "正在导入"),
    "done": ("Done", "已完成"),
    "stopped": ("Stopped", "已停止"),
    "failed": ("Not readable", "无法读取"),
    "undoing": ("Taking back", "正在撤销"),
    "undone": ("Taken back", "已撤销"),
}


def reason(code: str, say) -> str:
    """The reason in the reader's language; a refusal of the tickets or articles stands for itself."""
    return say(*REASONS[code]) if code in REASONS else code.replace("_", " ")
