// What was learned from a complaint: its cause, and the article or the rule that came of it.

import { html, useEffect, useState } from "../dom.js";
import { get, put } from "../api.js";
import { Dialog, closeDialog } from "../ui/dialog.js";
import { Icon } from "../ui/icon.js";
import { t } from "../words.js";

const CAUSES = ["product", "delivery", "price", "service", "information", "system", "other"];
const ASK_AFTER_MS = 250;

export function ComplaintLesson({ ticket, complaint, done }) {
  const [values, setValues] = useState({ cause: complaint.cause || "product", lesson: complaint.lesson, rule_id: complaint.rule_id || "" });
  const [known, setKnown] = useState({ rules: [] });
  const [article, setArticle] = useState(null);
  const [problem, setProblem] = useState("");
  const address = `/console/tickets/${ticket.id}/complaint/lesson`;
  useEffect(() => {
    get(`${address}.json`).then((answer) => [setKnown(answer), setArticle(answer.article)]).catch((error) => setProblem(error.description));
  }, []);
  const set = (name) => (event) => setValues({ ...values, [name]: event.target.value });
  const submit = async () => {
    try {
      await put(address, { ...values, article_id: article?.id || null, rule_id: Number(values.rule_id) || null });
      closeDialog();
      done?.();
    } catch (error) {
      setProblem(error.description);
    }
  };
  const footer = html`<button type="button" class="button" onClick=${closeDialog}>${t("cancel")}</button><button class="button primary">${t("complaint.lesson.keep")}</button>`;
  return html`
    <${Dialog} title=${t("complaint.lesson.write")} submit=${submit} footer=${footer}>
      <label class="field"><span class="label">${t("complaint.cause")}</span><select class="input" value=${values.cause} onChange=${set("cause")}>
        ${CAUSES.map((one) => html`<option key=${one} value=${one} selected=${one === values.cause}>${t(`cause.${one}`)}</option>`)}</select></label>
      <label class="field"><span class="label">${t("complaint.lesson")}</span><textarea class="input" rows="4" maxlength="4000" value=${values.lesson} onInput=${set("lesson")}></textarea></label>
      <${ArticleOf} ticket=${ticket} article=${article} choose=${setArticle} />
      <label class="field"><span class="label">${t("complaint.rule")}</span><select class="input" onChange=${set("rule_id")}>
        <option value="">${t("complaint.none")}</option>
        ${known.rules.map((rule) => html`<option key=${rule.id} value=${rule.id} selected=${rule.id === Number(values.rule_id)}>${rule.name}</option>`)}</select></label>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
    <//>`;
}

function ArticleOf({ ticket, article, choose }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState([]);
  useEffect(() => {
    if (!text.trim()) return setFound([]);
    const timer = setTimeout(() => get(`/console/tickets/${ticket.id}/articles.json?q=${encodeURIComponent(text.trim())}`).then((answer) => setFound(answer.articles)).catch(() => setFound([])), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const take = (one) => [choose(one), setText("")];
  if (article) {
    return html`<div class="field"><span class="label">${t("complaint.article")}</span><p class="bar"><${Icon} name="book-open" /><a class="grow one-line" href=${`/knowledge/${article.id}`} target="_blank" rel="noopener">${article.title}</a>
      <button type="button" class="button quiet small" onClick=${() => choose(null)}>${t("complaint.article.other")}</button></p></div>`;
  }
  return html`
    <label class="field"><span class="label">${t("complaint.article")}</span><input class="input" type="search" value=${text} placeholder=${t("complaint.article.search")} onInput=${(event) => setText(event.target.value)} /></label>
    ${text.trim() && html`<div class="ticket-choices">${found.map((one) => html`
      <button type="button" key=${one.id} class="ticket-choice" onClick=${() => take(one)}><${Icon} name="book-open" /><span class="one-line grow">${one.title}</span></button>`)}
      ${!found.length && html`<p class="quiet-text">${t("complaint.article.none")}</p>`}</div>`}`;
}
