"""Profile: one's own name, language, look, and password."""

from zoneinfo import available_timezones

from flask import request

from helpdesk import people
from helpdesk.db import transaction
from helpdesk.people import password as passwords
from helpdesk.people.sessions import begin, me, signed_in
from helpdesk.reader import say
from helpdesk.settings.pages import again, pages, saved, show, wrong
from helpdesk.settings.zones import grouped

THEMES = ("system", "light", "dark")


@pages.get("/me")
@signed_in
def show_me():
    """The page."""
    typed = request.form.get("time_zone")
    zone = typed if typed in available_timezones() else me().time_zone
    return show("me", "me", me=me(), zones=grouped(me().language, zone), themes=THEMES)


@pages.post("/me")
@signed_in
def change_me():
    """Name, language, zone and theme."""
    agent, form = me(), request.form
    zone, theme, language = form.get("time_zone"), form.get("theme"), form.get("language")
    if zone not in available_timezones() or theme not in THEMES or language not in ("en", "zh"):
        return again(show_me, say("Choose from the lists.", "请从列表中选择。"))
    try:
        with transaction():
            people.rename(agent, name=form.get("name", ""), by=agent)
            people.set_telephone(agent, phone=form.get("phone", ""), extension=form.get("extension", ""))
            agent.language, agent.time_zone = language, zone
            agent.preferences = {**(agent.preferences or {}), "theme": theme}
    except people.NoTelephone:
        return again(
            show_me,
            say(
                "A telephone is a number with country code, such as +4930123456, or a SIP address; "
                "an extension is 40 characters at most.",
                "电话须为含国家代码的号码（例如 +862112345678）或 SIP 地址；分机最长 40 个字符。",
            ),
        )
    except ValueError:
        return again(show_me, say("A name needs 1 to 200 characters.", "姓名须为 1 至 200 个字符。"))
    return saved("show_me", "Saved.", "已保存。")


@pages.post("/me/password")
@signed_in
def change_my_password():
    """A new password ends every other session; this browser is signed in again."""
    agent, form = me(), request.form
    right, _ = passwords.check(form.get("current", ""), agent.password_hash)
    if not right:
        return wrong("show_me", say("The current password is not right.", "当前密码不正确。"))
    try:
        people.change_password(agent, form.get("new", ""), by=agent)
    except passwords.TooWeak:
        return wrong(
            "show_me",
            say(
                f"A password needs {passwords.SHORTEST} characters or more and must not be your address.",
                f"密码至少需要 {passwords.SHORTEST} 个字符，且不能与邮箱相同。",
            ),
        )
    begin(agent, keep=False)
    return saved(
        "show_me", "Password changed. All other browsers have been signed out.", "密码已修改，其他浏览器均已退出登录。"
    )
