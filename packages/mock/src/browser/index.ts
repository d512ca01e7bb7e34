export type {
  ContractReport,
  OperationCoverage,
  ReportedViolation,
  ResponseCoverage,
} from "../contract/contract-report.ts";
export type { Provenance, Statement } from "../contract/statement.ts";
export type { NoMatch, ResponseNotes, Violation } from "../exchange.ts";
export { faults, type Fault } from "../faults/faults.ts";
export type { FaultOptions } from "../faults/random-faults.ts";
export type { RequestRecord } from "../http/request-record.ts";
export { scenarios, type Scenario } from "../life-cycle/scenarios.ts";
export type { JournaledRequest } from "../sessions/journal.ts";
export type { MockSession } from "../sessions/mock-session.ts";
export type { ScriptedResponse } from "../sessions/script.ts";
export type { Delivery } from "../webhooks/delivery.ts";
export type { BrowserMock, BrowserMockOptions } from "./browser-mock.ts";
export { createBrowserMock } from "./create-browser-mock.ts";
export type { WebhookHandler } from "./page-webhooks.ts";
