// Hand over what somebody has, and take back what nobody has touched since.

import { post, remove } from "../api.js";
import { toast, toastError } from "../ui/toasts.js";
import { language, t } from "../words.js";

const AT_ONCE = 100;
const SHOWN_MS = 20000; // longer than usual: how many went is read before it is judged

/** `tell` is called with how many have gone so far; `forGood`: there is nobody to give them back to. */
export async function handOver(address, tell, forGood) {
  const gone = [];
  try {
    for (let left = 1; left > 0; ) {
      const answer = await post(address);
      gone.push(...answer.tickets);
      tell(gone.length);
      left = answer.left;
    }
  } catch (error) {
    toastError(error);
  }
  if (!gone.length) return toast(t("hand_over.none_went"));
  toast(t("hand_over.done", { n: gone.length }), { kind: "good", shown: SHOWN_MS, ...(!forGood && { undo: () => handBack(address, gone) }) });
}

async function handBack(address, gone) {
  let back = 0;
  const kept = {};
  try {
    for (let from = 0; from < gone.length; from += AT_ONCE) {
      const answer = await remove(address, { tickets: gone.slice(from, from + AT_ONCE) });
      back += answer.back;
      for (const [why, n] of Object.entries(answer.kept)) kept[why] = (kept[why] || 0) + n;
    }
  } catch (error) {
    toastError(error);
  }
  say(back, kept);
}

function say(back, kept) {
  const whys = Object.entries(kept).map(([why, n]) => t(`hand_over.why.${why}`, { n }));
  if (!whys.length) return back && toast(t("hand_over.back", { n: back }), { kind: "good" });
  const n = Object.values(kept).reduce((sum, one) => sum + one);
  const why = whys.join(language() === "zh" ? "，" : ", ");
  const gap = language() === "zh" ? "" : " ";
  toast(`${t(back ? "hand_over.back" : "hand_over.none_back", { n: back })}${gap}${t("hand_over.kept", { n, why })}`, { kind: "bad", shown: SHOWN_MS });
}
