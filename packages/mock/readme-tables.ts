import { renderTable } from "../../scripts/readme-tables/markdown-table.ts";
import { faults } from "./src/faults/faults.ts";
import { controls } from "./src/http/control/controls.ts";
import { scenarios } from "./src/life-cycle/scenarios.ts";
import { differences } from "./test/full/strict/differences.ts";

/** The generated tables of the README, by the name in their marker. */
export const tables: Record<string, () => string> = {
  controls: () =>
    renderTable(
      ["path", "what it does"],
      controls.map(({ method, name, description }) => [`\`${method} /__mock/${name}\``, description]),
    ),
  scenarios: () =>
    renderTable(
      ["scenario", "what happens"],
      scenarios.map(({ name, description }) => [`\`${name}\``, description]),
    ),
  faults: () =>
    renderTable(
      ["fault", "what the caller receives", "a create takes effect"],
      faults.map(({ name, description, takesEffect }) => [
        `\`${name}\``,
        description,
        takesEffect ? "yes" : "no",
      ]),
    ),
  differences: () =>
    renderTable(
      ["request", "`prism mock`", "`--strict`"],
      Object.values(differences).map(({ request, prism, mock }) => [request, prism, mock]),
    ),
};
