import { escapeHtml } from "../escape.ts";
import { contract, type Schema } from "./contract.ts";

interface Status {
  name: string;
  meaning: string;
  isDocumented: boolean;
}

const ROW = 58;
const WIDTH = 340;
const LINE_LENGTH = 44;

/** The statuses, as the contract lists them; those without an evidence mark are the documented way of a training. */
export function readStatuses(): Status[] {
  const { enum: names = [], "x-enumDescriptions": meanings = {} }: Schema =
    contract.components.schemas["TrainingStatus"] ?? {};
  return names.map((name) => {
    const meaning = meanings[name] ?? "";
    return { name, meaning, isDocumented: !meaning.includes("[") };
  });
}

/** The life cycle as a Mermaid diagram, for the Markdown pages. */
export function lifeCycleMermaid(): string {
  const documented = readStatuses().filter(({ isDocumented }) => isDocumented);
  const others = readStatuses().filter(({ isDocumented }) => !isDocumented);
  const last = documented.at(-1)?.name ?? "";
  const steps = documented.slice(1).map(({ name }, index) => `  ${documented[index]?.name} --> ${name}`);
  const ends = others.map(({ name }) => `  deploying_gpu --> ${name}`);
  return ["stateDiagram-v2", `  [*] --> ${documented[0]?.name}`, ...steps, `  ${last} --> [*]`, ...ends].join(
    "\n",
  );
}

/** The life cycle as a picture in the page's colours. */
export function lifeCycleSvg(): string {
  const statuses = readStatuses();
  const documented = statuses.filter(({ isDocumented }) => isDocumented).length;
  const height = statuses.length * ROW + 8;
  const y = (index: number) => index * ROW + 22;
  const branch = `M14 ${y(0)}H4V${y(statuses.length - 1)}${statuses
    .slice(documented)
    .map((_, index) => `M4 ${y(documented + index)}h8`)
    .join("")}`;
  return `<figure class="life-cycle"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="life-cycle-title">
<title id="life-cycle-title">The statuses of a training, from ${statuses[0]?.name} to ${statuses[documented - 1]?.name}, and the ends that are not documented</title>
<path class="branch" d="${branch}"/>
<path class="way" d="M20 ${y(0)}V${y(documented - 1)}"/>
${statuses.map((status, index) => renderStatus(status, y(index), index === documented - 1)).join("\n")}
</svg><figcaption>The documented way of a training. Dashed: ends that other evidence shows.</figcaption></figure>\n`;
}

function renderStatus({ name, meaning, isDocumented }: Status, y: number, isGoal: boolean): string {
  const kind = isGoal ? "goal" : isDocumented ? "step" : "other";
  const lines = wrap(meaning).map(
    (line, index) => `<tspan x="40" y="${y + 22 + index * 15}">${escapeHtml(line)}</tspan>`,
  );
  return `<g class="${kind}"><circle cx="20" cy="${y}" r="7"/><text class="name" x="40" y="${y + 4}">${escapeHtml(name)}</text><text class="meaning">${lines.join("")}</text></g>`;
}

/** Breaks text into lines, for SVG has none. */
function wrap(text: string): string[] {
  return text.match(new RegExp(`.{1,${LINE_LENGTH}}(?: |$)`, "g")) ?? [];
}
