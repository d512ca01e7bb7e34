import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { contractPath, loadContract } from "../src/contract/contract.ts";
import { listExamples } from "../src/contract/operation.ts";
import { nameNumber } from "./name-number.ts";
import type { ObservedStage } from "./watch-scenario.ts";
import { type Call, readStatus } from "./webhook-receiver.ts";

/** What a caller sees of a training. */
export interface Course {
  stages: ObservedStage[];
  webhooks: Call[];
  /** The response to the same create, sent once more. */
  repeated: Record<string, unknown>;
}

const contract = await loadContract();
const { post } = parse(await readFile(contractPath, "utf8")).paths[contract.status.path];
/** The examples of a status response, as the contract writes them. Prism's reader drops their summaries. */
const written: Record<string, { summary?: string }> =
  post.responses["200"].content["application/json"].examples;
const MINUTE_MS = 60_000;

/** Returns the words that a description of a course needs: they name each difference from a normal course. */
export function nameDifferences(course: Course, normal: Course): string[] {
  // Polls are repeated requests too, so the rest of the course cannot be observed.
  if (!("training_id" in course.repeated)) return nameRefusal(course);
  const words = [
    ...nameEnd(course),
    ...nameSpeed(course, normal),
    ...nameStatuses(course, normal),
    ...nameLog(course, normal),
    ...nameWebhooks(course),
  ];
  return words.length > 0 ? words : ["all statuses", String(course.stages.at(-1)?.messege)];
}

function nameRefusal({ repeated }: Course): string[] {
  const [window = ""] = /\d+ seconds/.exec(String(repeated["tips"])) ?? [];
  return ["same request", "refused", `within ${window}`];
}

/** A training ends when it is ready or has failed. */
function nameEnd({ stages }: Course): string[] {
  const { messege = "", data = "" } = stages.at(-1) ?? {};
  if (messege === contract.statuses.at(-1)) return [];
  return contract.phases[messege] === "failed" ? ["fails", ...nameFailure(data)] : ["stays", messege];
}

/** The contract's summary of an example contains the moment of the failure, or else the log contains the reason. */
function nameFailure(data: string): string[] {
  const { summary = "" } = written[findExample(data) ?? ""] ?? {};
  const moment = summary.replace("The training failed", "").match(/\w+/g) ?? [];
  if (moment.length > 0) return moment.filter((word) => word !== "was");
  const reason = data.slice(data.lastIndexOf(":") + 1);
  return ["during the training", ...(reason.match(/\d+|\w{5,}/g) ?? [])];
}

/** Returns the name of the contract's example that has this log. */
function findExample(data: string): string | undefined {
  const examples = listExamples(contract.status, "200");
  return examples.find(({ value }) => Object(value).data === data)?.name;
}

function nameSpeed({ stages }: Course, normal: Course): string[] {
  const factor = (stages[1]?.ageMs ?? 0) / (normal.stages[1]?.ageMs ?? 0);
  const isScaled = stages.every(({ ageMs }, index) => ageMs === (normal.stages[index]?.ageMs ?? 0) * factor);
  return isScaled && factor !== 1 ? [`${nameNumber(factor)} times as long`] : [];
}

/** Statuses that the contract does not list, and those that they replace. */
function nameStatuses({ stages }: Course, normal: Course): string[] {
  return stages.flatMap(({ messege }, index) =>
    messege in contract.phases ? [] : [messege, normal.stages[index]?.messege ?? ""],
  );
}

function nameLog({ stages }: Course, normal: Course): string[] {
  const [end, usualEnd] = [stages.at(-1), normal.stages.at(-1)];
  if (end?.messege !== usualEnd?.messege || end?.data === usualEnd?.data) return [];
  const name = findExample(end?.data ?? "");
  if (name !== undefined) return [name.replace("_log", "")];
  const [steps, usualSteps] = [listSteps(end), listSteps(usualEnd)];
  const numbers = steps.map((step) => step.slice(0, "Step:1".length));
  return [
    ...(new Set(numbers).size < numbers.length ? ["repeated"] : []),
    ...(steps.every((step) => usualSteps.includes(step)) ? [] : ["rewritten"]),
    ...(numbers.join() === numbers.toSorted().join() ? [] : ["reordered"]),
  ];
}

function listSteps(stage: ObservedStage | undefined): string[] {
  return stage?.data.match(/Step:[^/]*/g) ?? [];
}

/** Normally, each stage is sent once, as JSON, when it begins. */
function nameWebhooks({ stages, webhooks }: Course): string[] {
  if (webhooks.length === 0) return ["no webhook"];
  if (webhooks.length === 2 * stages.length) return ["twice"];
  const lateByMs = new Set(webhooks.map(({ ageMs }, index) => ageMs - (stages[index]?.ageMs ?? 0)));
  const isInOrder = webhooks.map(readStatus).join() === stages.map(({ messege }) => messege).join();
  return [
    ...[...lateByMs].filter((ms) => ms > 0).map((ms) => `${nameNumber(ms / MINUTE_MS)} minutes late`),
    ...(isInOrder ? [] : ["each pair", "wrong order"]),
    ...(webhooks.every(({ contentType }) => contentType === "application/json") ? [] : ["form"]),
  ];
}
