export type { ContractReport, OperationCoverage, ReplyCoverage } from "./contract/contract-report.ts";
export { createMock, type Mock, type MockOptions } from "./create-mock.ts";
export type { ReplyNotes, Violation } from "./exchange.ts";
export { faults, type Fault } from "./faults/faults.ts";
export type { FaultOptions } from "./faults/random-faults.ts";
export type { RequestRecord } from "./http/request-record.ts";
export { scenarios, type Scenario } from "./life-cycle/scenarios.ts";
export type { ListenOptions } from "./http/server.ts";
export type { Delivery } from "./webhooks/webhooks.ts";
