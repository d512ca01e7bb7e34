export type {
  ContractReport,
  OperationCoverage,
  ReportedViolation,
  ResponseCoverage,
} from "./contract/contract-report.ts";
export type { Provenance } from "./contract/provenance.ts";
export type { Statement } from "./contract/statement.ts";
export { createMock } from "./create-mock.ts";
export type { NoMatch, ResponseNotes, Violation } from "./exchange.ts";
export { faults, type Fault } from "./faults/faults.ts";
export type { FaultOptions } from "./faults/random-faults.ts";
export type { RequestRecord } from "./http/request-record.ts";
export type { ListenOptions } from "./http/listen-options.ts";
export { scenarios, type Scenario } from "./life-cycle/scenarios.ts";
export type { Mock, MockOptions } from "./mock.ts";
export { checkRecording } from "./recording/check-recording.ts";
export type { RecordOptions } from "./recording/record-options.ts";
export type { JournaledRequest } from "./sessions/journal.ts";
export type { MockSession } from "./sessions/mock-session.ts";
export type { ScriptedResponse } from "./sessions/script.ts";
export type { Delivery } from "./webhooks/webhooks.ts";
