// Light, dark, or as the system has it: the dark sheet's media condition decides, so nothing has to be loaded to switch.

const MEDIA = { dark: "all", light: "not all", system: "(prefers-color-scheme: dark)" };

export function applyTheme(theme) {
  document.documentElement.dataset.theme = theme;
  document.getElementById("dark").media = MEDIA[theme] || MEDIA.system;
}
