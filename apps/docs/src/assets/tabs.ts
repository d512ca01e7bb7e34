import { readStored, store } from "./stored.ts";

/**
 * Makes tabs of `<div data-tabs="Label"><section data-tab="curl">…</section>…</div>`: without scripts all sections are shown,
 * one below the other. Left, Right, Home and End move between tabs. The chosen name is remembered for other tabs of its label.
 */
export function enhanceTabs(container: HTMLElement): void {
  const panels = [...container.querySelectorAll<HTMLElement>(":scope > [data-tab]")];
  const key = `tab.${container.dataset["tabs"]}`;
  const list = document.createElement("div");
  list.role = "tablist";
  list.ariaLabel = container.dataset["tabs"] ?? "";
  const tabs = panels.map((panel, index) => makeTab(panel, `${container.id || "tabs"}-${index}`));
  const select = (index: number, isFocused: boolean) => {
    tabs.forEach((tab, position) => {
      tab.setAttribute("aria-selected", String(position === index));
      tab.tabIndex = position === index ? 0 : -1;
    });
    panels.forEach((panel, position) => (panel.hidden = position !== index));
    if (isFocused) tabs[index]?.focus();
  };
  const choose = (index: number, isFocused: boolean) => {
    select(index, isFocused);
    store(key, panels[index]?.dataset["tab"] ?? "");
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choose(index, false));
    tab.addEventListener("keydown", (event) => {
      const next = nextIndex(event.key, index, tabs.length);
      if (next === undefined) return;
      event.preventDefault();
      choose(next, true);
    });
  });
  list.append(...tabs);
  container.prepend(list);
  const stored = panels.findIndex((panel) => panel.dataset["tab"] === readStored(key));
  select(Math.max(stored, 0), false);
}

function makeTab(panel: HTMLElement, id: string): HTMLButtonElement {
  const tab = document.createElement("button");
  tab.type = "button";
  tab.role = "tab";
  tab.id = `${id}-tab`;
  tab.textContent = panel.dataset["tab"] ?? "";
  panel.id ||= `${id}-panel`;
  panel.role = "tabpanel";
  panel.setAttribute("aria-labelledby", tab.id);
  tab.setAttribute("aria-controls", panel.id);
  return tab;
}

function nextIndex(key: string, index: number, count: number): number | undefined {
  if (key === "ArrowRight") return (index + 1) % count;
  if (key === "ArrowLeft") return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return undefined;
}
