export { createMock, type Mock, type MockOptions } from "./create-mock.ts";
export { scenarios, type Scenario } from "./scenarios.ts";
export type { ListenOptions } from "./server.ts";
