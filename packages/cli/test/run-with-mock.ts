import { createClient, type SandboxClient } from "@dreambooth-sandbox/client";
import { createMock, type MockOptions } from "@dreambooth-sandbox/mock";
import { run, type Surroundings } from "./run.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** Runs the command against a mock in this process. The two share a clock. */
export async function runWithMock(
  args: string[],
  { scenario, ...surroundings }: Pick<MockOptions, "scenario"> & Surroundings = {},
) {
  const clock = createVirtualClock();
  await using mock = await createMock({
    ...(scenario !== undefined && { scenario }),
    now: () => clock.now(),
  });
  return run(args, { ...surroundings, fetch: mock.fetch, clock });
}

/** Returns what `call` gets from the client for the same mock: what the command is expected to show. */
export async function callMock<T>(call: (client: SandboxClient) => Promise<T>): Promise<T> {
  const clock = createVirtualClock();
  await using mock = await createMock({ now: () => clock.now() });
  return call(createClient({ apiKey: "test", clock, fetch: clock.hold(mock.fetch), logger: {} }));
}
