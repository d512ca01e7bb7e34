import { listLifeCycle } from "../../../../packages/mock/src/contract/life-cycle-statuses.ts";
import { escapeHtml } from "../escape.ts";
import { contract, type Schema } from "./contract.ts";

/** The schema that lists the statuses. */
export const STATUSES = "TrainingStatus";

interface Status {
  name: string;
  meaning: string;
}

/** The statuses of a training, by what they mean for it. */
export interface LifeCycle {
  /** The statuses that a successful training goes through, in order. The last one is the end. */
  way: Status[];
  /** The other statuses in which a training can end. */
  otherEnds: Status[];
}

const ROW = 58;
const WIDTH = 340;
const LINE_LENGTH = 44;

/** Reads the life cycle from the phases of the statuses. */
export function readLifeCycle(): LifeCycle {
  const schema: Schema = contract.components.schemas[STATUSES] ?? {};
  const { enum: values = [], "x-enumPhases": phases = {}, "x-enumDescriptions": meanings = {} } = schema;
  const names = values.filter((value) => value !== null);
  const way = listLifeCycle({ values: names, phases });
  const toStatus = (name: string) => ({ name, meaning: meanings[name] ?? "" });
  return {
    way: way.map(toStatus),
    otherEnds: names.filter((name) => !way.includes(name)).map(toStatus),
  };
}

/** The life cycle as a Mermaid diagram, for the Markdown pages. */
export function lifeCycleMermaid(): string {
  const { way, otherEnds } = readLifeCycle();
  const [first, ...later] = way.map(({ name }) => name);
  const steps = later.map((name, index) => `  ${way[index]?.name} --> ${name}`);
  const ends = otherEnds.map(({ name }) => `  ${first} --> ${name}`);
  return ["stateDiagram-v2", `  [*] --> ${first}`, ...steps, `  ${way.at(-1)?.name} --> [*]`, ...ends].join(
    "\n",
  );
}

/** The life cycle as a picture in the page's colours. */
export function lifeCycleSvg(): string {
  const { way, otherEnds } = readLifeCycle();
  const statuses = [...way, ...otherEnds];
  const height = statuses.length * ROW + 8;
  const y = (index: number) => index * ROW + 22;
  const branches = otherEnds.map((_, index) => `M4 ${y(way.length + index)}h8`).join("");
  const kind = (index: number) => (index < way.length - 1 ? "step" : index < way.length ? "goal" : "other");
  return `<figure class="life-cycle"><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="life-cycle-title">
<title id="life-cycle-title">The statuses of a training, from ${way[0]?.name} to ${way.at(-1)?.name}, and the other statuses in which it can end</title>
<path class="branch" d="M14 ${y(0)}H4V${y(statuses.length - 1)}${branches}"/>
<path class="way" d="M20 ${y(0)}V${y(way.length - 1)}"/>
${statuses.map((status, index) => renderStatus(status, y(index), kind(index))).join("\n")}
</svg><figcaption>The statuses of a successful training, in order. Dashed: other ways in which a training can end.</figcaption></figure>\n`;
}

function renderStatus({ name, meaning }: Status, y: number, kind: string): string {
  const lines = wrap(meaning).map(
    (line, index) => `<tspan x="40" y="${y + 22 + index * 15}">${escapeHtml(line)}</tspan>`,
  );
  return `<g class="${kind}"><circle cx="20" cy="${y}" r="7"/><text class="name" x="40" y="${y + 4}">${escapeHtml(name)}</text><text class="meaning">${lines.join("")}</text></g>`;
}

/** Breaks text into lines, which SVG does not do. */
function wrap(text: string): string[] {
  return text.match(new RegExp(`.{1,${LINE_LENGTH}}(?: |$)`, "g")) ?? [];
}
