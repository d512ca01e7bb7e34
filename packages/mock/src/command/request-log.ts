import type { RequestRecord } from "../http/request-record.ts";
import type { Delivery } from "../webhooks/webhooks.ts";

export type LogFormat = "text" | "json";

/** Returns the log line of a request. */
export function formatRequest(record: RequestRecord, form: LogFormat): string {
  if (form === "json") return JSON.stringify(record);
  const { time, method, path, status, durationMs, fault, violations = [], notInspected } = record;
  const parts = [
    time.slice(11, 19),
    method,
    path,
    status === 0 ? "reset" : status,
    `${durationMs} ms`,
    record.example ?? "",
    fault === undefined ? "" : `fault=${fault}`,
    notInspected === undefined ? "" : `(${notInspected})`,
    ...violations.map(({ location, message }) => `[${location.join(".")}: ${message}]`),
  ];
  return parts.filter((part) => part !== "").join(" ");
}

/** Returns the log line of an attempt to deliver a webhook. It contains only the URL's host, because the URL may contain a secret. */
export function formatDelivery(delivery: Delivery, form: LogFormat): string {
  const { trainingId, payload, attempt, outcome, code, reason, url } = delivery;
  const host = URL.canParse(url) ? new URL(url).host : "no host";
  const logged = {
    trainingId,
    trainingStatus: payload["training_status"],
    host,
    attempt,
    outcome,
    code,
    reason,
  };
  if (form === "json") return JSON.stringify({ time: new Date().toISOString(), webhook: logged });
  const why = reason === undefined ? "" : `: ${reason}`;
  return `${new Date().toISOString().slice(11, 19)} webhook ${logged.trainingStatus} of ${trainingId} to ${host} ${outcome}${why} (attempt ${attempt})`;
}
