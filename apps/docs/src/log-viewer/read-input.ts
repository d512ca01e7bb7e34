/** What a reader pasted. */
export interface Reading {
  /** What it was taken for. */
  form: "step log" | "reply" | "webhook" | "error reply";
  /** The step log; empty where none is. */
  log: string;
  /** The facts beside the log, by the names that they have in the reply. */
  facts: Record<string, string>;
}

/** The fields that may hold the step log, the documented ones first. */
const LOG_FIELDS = ["data", "logs"];
/** The fields worth showing beside it. */
const FACT_FIELDS = [
  "messege",
  "training_status",
  "model_training_status",
  "message",
  "tip",
  "tips",
  "training_id",
  "model_id",
  "retry_after",
];

/**
 * Takes a pasted text apart: a step log as it is, a JSON string, a reply, a webhook's body, or what the client made of one
 * (with the reply in `raw`).
 */
export function readInput(text: string): Reading {
  const value = parseJson(text);
  if (typeof value === "string") return { form: "step log", log: value, facts: {} };
  if (!isRecord(value)) return { form: "step log", log: text, facts: {} };
  return readReply(isRecord(value["raw"]) ? value["raw"] : value);
}

function readReply(reply: Record<string, unknown>): Reading {
  const log = LOG_FIELDS.map((name) => reply[name]).find((field) => typeof field === "string") ?? "";
  const known = FACT_FIELDS.filter((name) => reply[name] !== undefined && reply[name] !== "");
  const facts = Object.fromEntries(known.map((name) => [name, factText(reply[name])]));
  return { form: formOf(reply), log, facts };
}

function formOf(reply: Record<string, unknown>): Reading["form"] {
  if (reply["status"] === "error" || reply["status"] === "failed") return "error reply";
  return "training_status" in reply ? "webhook" : "reply";
}

function factText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The value of a JSON text, also of one with a trailing comma as in the vendor's webhook example, or undefined. */
function parseJson(text: string): unknown {
  for (const candidate of [text, text.replace(/,(\s*\}\s*)$/, "$1")]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // It is no JSON: the next candidate, or a step log.
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
