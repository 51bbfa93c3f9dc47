/* What the server wrote into the page about this inbox. */
export const settings = JSON.parse(document.getElementById("settings").textContent);

/** The company's colour, each use of it already readable on what lies beneath. */
export function paint() {
  for (const [name, value] of Object.entries(settings.colors)) {
    document.documentElement.style.setProperty(`--${name}`, value);
  }
}
