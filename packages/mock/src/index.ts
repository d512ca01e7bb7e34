export type { ContractReport, OperationCoverage, ReplyCoverage } from "./contract-report.ts";
export { createMock, type Mock, type MockOptions } from "./create-mock.ts";
export type { ReplyNotes, Violation } from "./exchange.ts";
export { faults, type Fault } from "./faults.ts";
export type { FaultOptions } from "./random-faults.ts";
export type { RequestRecord } from "./request-record.ts";
export { scenarios, type Scenario } from "./scenarios.ts";
export type { ListenOptions } from "./server.ts";
export type { Delivery } from "./webhooks.ts";
