/** The tables of a README, by the name in their marker. */
export type Tables = Readonly<Record<string, string>>;

/** A README with its tables, and how it differs from the one before. */
interface FilledReadme {
  text: string;
  /** The names of the tables whose text changed. */
  changed: string[];
  /** Why a table cannot be written: a marker without a table, a table without a marker, or a marker without an end. */
  problems: string[];
}

const START = /<!-- table: ([\w-]+) -->/g;
const END = "<!-- /table -->";
/** From a start marker to the next end marker, unless another start marker is between them. */
const SECTION = /(<!-- table: ([\w-]+) -->\n)((?:(?!<!-- table: ).)*?)(<!-- \/table -->)/gs;

/** Writes each table between the markers with its name. */
export function fillTables(readme: string, tables: Tables): FilledReadme {
  const closed: string[] = [];
  const changed: string[] = [];
  const text = readme.replaceAll(
    SECTION,
    (section, start: string, name: string, old: string, end: string) => {
      closed.push(name);
      const table = tables[name];
      if (table === undefined) return section;
      const filled = `\n${table.trim()}\n\n`;
      if (filled !== old) changed.push(name);
      return start + filled + end;
    },
  );
  const started = Array.from(readme.matchAll(START), ([, name = ""]) => name);
  return { text, changed, problems: [...checkMarkers(started, closed), ...checkNames(started, tables)] };
}

function checkMarkers(started: string[], closed: string[]): string[] {
  return started
    .filter((name) => !closed.includes(name))
    .map((name) => `the marker "<!-- table: ${name} -->" has no end. Add "${END}" after the table.`);
}

function checkNames(started: string[], tables: Tables): string[] {
  const names = Object.keys(tables);
  return [
    ...started
      .filter((name) => !names.includes(name))
      .map((name) => `readme-tables.ts exports no table "${name}". Add it, or remove its marker.`),
    ...names
      .filter((name) => !started.includes(name))
      .map((name) => `the table "${name}" has no marker. Add "<!-- table: ${name} -->" and "${END}".`),
  ];
}
