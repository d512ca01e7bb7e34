/** Marks in the contents which section is being read. */
export function enhanceContents(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".contents a")];
  const headings = links.flatMap(
    (link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) ?? [],
  );
  if (headings.length === 0) return;
  const mark = () => {
    const passed = headings.findLastIndex((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
    links.forEach((link, index) => link.toggleAttribute("aria-current", index === Math.max(passed, 0)));
  };
  document.addEventListener("scroll", mark, { passive: true });
  mark();
}
