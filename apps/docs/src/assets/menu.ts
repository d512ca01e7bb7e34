/** Opens and closes the navigation on narrow screens; Escape closes it. */
export function enhanceMenu(): void {
  const button = document.querySelector<HTMLButtonElement>(".menu-button");
  if (!button) return;
  const toggle = (isOpen: boolean) => {
    document.body.classList.toggle("menu-open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => toggle(!document.body.classList.contains("menu-open")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.classList.contains("menu-open")) return;
    toggle(false);
    button.focus();
  });
}
