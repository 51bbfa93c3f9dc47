// Looks at a page as it is drawn: names of controls, sizes of targets, contrast of words. Answers with what is wrong.
() => {
  const wrong = [];
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length;
  const say = (problem, element) => wrong.push(`${problem}: <${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> ${element.textContent.trim().slice(0, 40)}`);

  const spoken = (element) => [...element.childNodes].map((node) => (node.nodeType === 3 ? node.data : node.getAttribute?.("aria-hidden") === "true" || (node.nodeType === 1 && !node.checkVisibility()) ? "" : node.getAttribute?.("aria-label") || spoken(node))).join("").trim();

  for (const control of document.querySelectorAll("button, a[href], input, select, textarea, [role=separator], iframe")) {
    if (!seen(control) || control.type === "hidden") continue;
    const name = control.getAttribute("aria-label") || spoken(control) || control.labels?.[0]?.textContent.trim() || control.title || control.querySelector("img")?.alt;
    if (!name) say("no name", control);
    const box = control.getBoundingClientRect();
    const inText = getComputedStyle(control).display === "inline" || control.closest(".rich-text, .links, p, dd, h2");
    const isLabelled = control.matches("[type=checkbox]") && control.closest("label");
    if (!inText && !isLabelled && control.getAttribute("role") !== "separator" && box.width && (box.width < 24 || box.height < 24)) say(`target ${Math.round(box.width)}×${Math.round(box.height)}`, control);
  }

  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((value, index) => value * a + below[index] * (1 - a));
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || !seen(element) || element.closest("script, style, noscript, :disabled, .for-readers, .left, .skip-link")) continue;
    const style = getComputedStyle(element);
    const below = ground(element);
    const [bright, dark] = [luminance(over(rgba(style.color), below)), luminance(below)].sort((a, b) => b - a);
    const large = parseFloat(style.fontSize) >= 24;
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < (large ? 3 : 4.5)) say(`contrast ${ratio.toFixed(2)}`, element);
  }

  if (document.querySelectorAll("h1").length !== 1) wrong.push(`h1: ${document.querySelectorAll("h1").length}`);
  if (!document.querySelector("main")) wrong.push("no main landmark");
  if (document.documentElement.scrollWidth > window.innerWidth) wrong.push(`wider than the window: ${document.documentElement.scrollWidth}`);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(ids).size !== ids.length) wrong.push(`the same id twice: ${ids.filter((id, index) => ids.indexOf(id) !== index)}`);
  return [...new Set(wrong)];
};
