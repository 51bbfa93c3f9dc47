// The chooser that floats: who, which team, which status, until when. Focus goes in, and back where it came from.

import { html, useLayoutEffect, useRef, useState } from "../dom.js";
import { dispatch, useStore } from "../store.js";
import { ChoiceList } from "../ui/choice_list.js";
import { placeBeside, placeCentred } from "../ui/floating.js";
import { PICKERS } from "./pickers.js";

export function Picker() {
  const picker = useStore((state) => state.picker);
  return picker && html`<${Floating} key=${picker.kind} picker=${picker} />`;
}

function Floating({ picker }) {
  const box = useRef();
  const before = useRef(document.activeElement);
  const [typed, setTyped] = useState("");
  const state = useStore((all) => all);
  const { title, options, free } = PICKERS[picker.kind](state, picker, typed);
  const close = () => dispatch({ type: "picker_closed" });
  // Before the next key: an effect would wait for a frame, and what is typed meanwhile would be lost.
  useLayoutEffect(() => {
    box.current.showPopover();
    if (picker.anchor) placeBeside(box.current, picker.anchor);
    else placeCentred(box.current);
    box.current.querySelector("input").focus();
    const outside = (event) => !box.current.contains(event.target) && close();
    document.addEventListener("pointerdown", outside, true);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      if (before.current?.isConnected) before.current.focus();
    };
  }, []);
  return html`
    <div ref=${box} class="menu picker" popover="manual" role="dialog" aria-label=${title}>
      <${ChoiceList} options=${options} placeholder=${title} close=${close} free=${free} onType=${setTyped} />
    </div>`;
}
