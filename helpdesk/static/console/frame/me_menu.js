// My face in the rail: am I here, in which language, light or dark, how am I told; and the way out.

import { html } from "../dom.js";
import { allowDesktop, allowSound, desktopOn, soundOn } from "../notices.js";
import { go } from "../routes.js";
import { dispatch, store, useStore } from "../store.js";
import { recall } from "../storage.js";
import { Avatar } from "../ui/avatar.js";
import { MenuButton } from "../ui/menu.js";
import { prefer, setAvailability, setCompact, signOut } from "../verbs/preferring.js";
import { t } from "../words.js";

export function MeMenu({ label }) {
  const me = useStore((state) => state.me);
  return html`
    <${MenuButton} className="rail-item" aria-label=${t("me.menu", { name: me.name, state: t(me.availability) })} label=${me.name} tip=${`${me.name} · ${t(me.availability)}`} items=${items}>
      <${Avatar} name=${me.name} id=${me.id} size="medium" presence=${me.availability} />
      ${label && html`<span class="label">${label}</span>`}
    <//>`;
}

function items() {
  const { me } = store.state;
  const choice = (label, chosen, run, more = {}) => ({ label, chosen, run, ...more });
  return [
    { title: me.name },
    ...["online", "away", "offline"].map((one) => choice(t(one), me.availability === one, () => setAvailability(one), { dot: one })),
    { title: t("language") },
    choice("English", me.language === "en", () => prefer({ language: "en" })),
    choice("简体中文", me.language === "zh", () => prefer({ language: "zh" })),
    { title: t("theme") },
    ...[["system", "monitor"], ["light", "sun"], ["dark", "moon"]].map(([one, icon]) => choice(t(`theme.${one}`), me.theme === one, () => prefer({ theme: one }), { icon })),
    { title: t("me.how") },
    choice(t("me.compact"), recall("compact", false), () => setCompact(!recall("compact", false)), { icon: "rows-3" }),
    choice(t("me.keys"), me.keys !== false, () => prefer({ keys: me.keys === false }), { icon: "keyboard" }),
    choice(t("me.desktop"), desktopOn(), () => allowDesktop(!desktopOn()), { icon: "bell" }),
    choice(t("me.sound"), soundOn(), () => allowSound(!soundOn()), { icon: "volume-2" }),
    "line",
    ...(window.innerWidth < 720 ? [{ label: t("customers"), icon: "users", run: () => go({ page: "customers", place: "", ticket: null }) }] : []),
    ...(window.innerWidth < 720 ? [{ label: t("settings"), icon: "settings", run: () => location.assign("/settings") }] : []),
    { label: t(me.role === "agent" ? "hand_over" : "hand_over.any"), icon: "users", run: () => dispatch({ type: "dialog_opened", name: "hand_over" }) },
    { label: t("keys.title"), icon: "keyboard", hint: "?", run: () => dispatch({ type: "dialog_opened", name: "keys" }) },
    { label: t("sign_out"), icon: "log-out", run: signOut },
  ];
}
