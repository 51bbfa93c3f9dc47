// The frame: rail, views, list, thread, panel, and what floats above them.

import { classes, html, useEffect, useState } from "../dom.js";
import { fills } from "../routes.js";
import { store, useStore } from "../store.js";
import { recall } from "../storage.js";
import { onLanguage, t } from "../words.js";
import { CallCards } from "../calls/call_cards.js";
import { CommandBar } from "../commands/command_bar.js";
import { Dialogs } from "../dialogs/dialogs.js";
import { Picker } from "../commands/picker.js";
import { ListPane } from "../list/list_pane.js";
import { Panel } from "../panel/panel.js";
import { Resizer } from "../ui/resizer.js";
import { ThreadPane } from "../thread/thread_pane.js";
import { Toasts } from "../ui/toasts.js";
import { Announcer } from "./announcer.js";
import { BottomBar } from "./bottom_bar.js";
import { OfflineLine } from "./offline_line.js";
import { PAGES } from "./pages.js";
import { Rail } from "./rail.js";
import { SignInAgain } from "./sign_in_again.js";
import { TroubleLine } from "./trouble_line.js";
import { Views } from "./views.js";

export function App() {
  const [language, setLanguage] = useState(null);
  useEffect(() => onLanguage(setLanguage), []);
  useEffect(() => document.body.classList.toggle("compact", recall("compact", false)), []);
  const { page, ticket, drawer, panel } = useStore((state) => ({
    page: state.route.page, ticket: state.route.ticket, drawer: state.drawer, panel: state.panelHidden,
  }));
  const layout = classes("console", `at-${fills(page) ? "customer" : ticket ? "thread" : "list"}`, {
    "views-open": drawer === "views", "panel-open": drawer === "panel", "panel-hidden": panel || !ticket, "no-views": fills(page),
  });
  // The key draws everything again in the other language; what is typed lives in the store, not in the fields.
  return html`<div class=${layout} key=${language}>
    <h1 class="for-readers">${t("console")}</h1>
    <a class="skip-link" href="#thread">${t("skip")}</a>
    <${OfflineLine} /><${TroubleLine} />
    <${Rail} />
    ${!fills(page) && html`<${Views} />`}
    ${fills(page) ? html`<${PAGES[page]} />` : html`
      <${ListPane} />
      <${Resizer} name="list" least=${280} most=${560} usual=${340} label=${t("resize.list")} />
      <${ThreadPane} />
      ${ticket && html`<${Panel} id=${ticket} key=${ticket} />`}`}
    <${BottomBar} />
    ${drawer && html`<div class="drawer-veil" onClick=${() => store.dispatch({ type: "drawer_closed" })}></div>`}
    <${CallCards} /><${Picker} /><${CommandBar} /><${Dialogs} /><${Toasts} /><${Announcer} /><${SignInAgain} />
  </div>`;
}
