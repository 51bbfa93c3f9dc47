// The command bar: everything that can be done or opened, by its name.

import { html, useLayoutEffect, useRef } from "../dom.js";
import { go, openTicket } from "../routes.js";
import { useStore } from "../store.js";
import { ChoiceList } from "../ui/choice_list.js";
import { closeDialog } from "../ui/dialog.js";
import { t } from "../words.js";
import { commands } from "./commands.js";

export function CommandBar() {
  const open = useStore((state) => state.dialog?.name === "commands");
  return open ? html`<${Bar} />` : null;
}

function Bar() {
  const dialog = useRef();
  const state = useStore((all) => all);
  // Before the next key: an effect would wait for a frame, and what is typed meanwhile would be lost.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    dialog.current.querySelector("input").focus();
    return () => before?.isConnected && before.focus();
  }, []);
  return html`
    <dialog ref=${dialog} class="dialog command-bar" aria-label=${t("commands")} onCancel=${(event) => (event.preventDefault(), closeDialog())}
      onPointerDown=${(event) => event.target === dialog.current && closeDialog()}>
      <${ChoiceList} options=${commands(state)} placeholder=${t("commands.placeholder")} close=${closeDialog} empty=${t("commands.none")} free=${searchFor} />
    </dialog>`;
}

/** Whatever is no command may be a ticket's number or words to search. */
function searchFor(text) {
  const number = text.match(/^#?(\d+)$/)?.[1];
  if (number) return { key: "number", label: t("commands.open", { id: number }), icon: "hash", run: () => (closeDialog(), openTicket(Number(number)), "stay") };
  return { key: "search", label: t("commands.search", { text }), icon: "search", run: () => (closeDialog(), go({ page: "search", query: text, ticket: null }), "stay") };
}
