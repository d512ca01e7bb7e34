const FENCED_CODE = /^(```+)[^]*?^\1/gm;
const LINK_TARGETS = [/\]\(([^)\s]+)/g, /^\[[^\]]+\]: (\S+)/gm, /\b(?:href|src)="([^"]+)"/g];

/** Returns the targets of the links and images in a Markdown text. */
export function findLinks(markdown: string): string[] {
  const prose = markdown.replaceAll(FENCED_CODE, "");
  return LINK_TARGETS.flatMap((pattern) => Array.from(prose.matchAll(pattern), ([, target = ""]) => target));
}
