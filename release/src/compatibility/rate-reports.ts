import { diff } from "node:util";
import type { Change } from "./bump.ts";
import type { Report } from "./report.ts";

/**
 * Rates each line that differs between reports of the last release and of now. A removed line is major: users may
 * depend on it. A changed line is a removed one and an added one. An added line is minor.
 *
 * @param owner Returns the name of the package that a report describes.
 */
export function rateReports(before: Report[], after: Report[], owner: (file: string) => string): Change[] {
  const files = new Set([...before, ...after].map(({ file }) => file));
  return [...files].flatMap((file) =>
    compareLines(findText(before, file), findText(after, file)).map(({ kind, line }) => ({
      packages: [owner(file)],
      bump: kind === "removed" ? "major" : "minor",
      file: `api/${file}`,
      description: `${kind}: ${line.trim()}`,
    })),
  );
}

interface ChangedLine {
  kind: "removed" | "added";
  line: string;
}

/** Returns the lines that differ. A type that an export uses is in the report before it becomes an export itself. */
function compareLines(before: string, after: string): ChangedLine[] {
  const lines = diff(readLines(after), readLines(before));
  const added = lines.filter(([operation]) => operation === 1).map(([, line]) => line);
  const removed = lines.filter(([operation]) => operation === -1).map(([, line]) => line);
  return [
    ...removed
      .filter((line) => !added.includes(`export ${line}`))
      .map((line) => ({ kind: "removed", line }) as const),
    ...added.map((line) => ({ kind: "added", line }) as const),
  ];
}

/** A report that does not exist is empty: all of its lines were added, or are removed. */
function findText(reports: Report[], file: string): string {
  return reports.find((report) => report.file === file)?.text ?? "";
}

const STRING_LITERAL = /"(?:[^"\\]|\\.)*"/g;

/** Returns the lines that programs depend on: no comments, and no sentences in the types of constants. */
function readLines(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => !/^\s*(?:\/\/|$)/.test(line))
    .map((line) => line.replaceAll(STRING_LITERAL, (literal) => (literal.includes(" ") ? '"…"' : literal)));
}
