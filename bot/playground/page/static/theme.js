// Dark or light: as the system says, until the person chooses. Loaded before the page is painted.
const KEY = "theme";

const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

const chosen = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

/** The theme in force. */
export const theme = () => document.documentElement.dataset.theme;

function apply() {
  document.documentElement.dataset.theme = chosen() ?? system();
  document.dispatchEvent(new Event("theme"));
}

/** Changes between dark and light, and remembers it. */
export function toggleTheme() {
  localStorage.setItem(KEY, theme() === "dark" ? "light" : "dark");
  apply();
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
apply();
