import { store } from "./stored.ts";

/** Redoc's own key: the choice made here holds in the reference, and the other way round. */
const KEY = "redoc.colorMode";

/** Lets the reader choose between light and dark; without a choice the system's preference holds. */
export function enhanceTheme(): void {
  document.querySelector(".theme-button")?.addEventListener("click", () => {
    const mode = isDark() ? "light" : "dark";
    document.documentElement.classList.remove("light", "dark");
    document.documentElement.classList.add(mode);
    store(KEY, mode);
  });
}

function isDark(): boolean {
  const { classList } = document.documentElement;
  if (classList.contains("dark")) return true;
  if (classList.contains("light")) return false;
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
