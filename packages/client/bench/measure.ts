const WARM_UPS = 20;

/**
 * Microseconds of the calling thread's CPU time for each call, so that a busy machine matters little. Subjects take
 * turns in short rounds, so that all see the same machine.
 */
export async function measure(
  subjects: Record<string, () => Promise<unknown>>,
  rounds: number,
  calls: number,
): Promise<Record<string, number>> {
  const entries = Object.entries(subjects);
  const times: Record<string, number> = {};
  for (let round = -WARM_UPS; round < rounds; round++) {
    for (const [name, call] of rotate(entries, round)) {
      const us = await timeCalls(call, calls);
      if (round >= 0) times[name] = (times[name] ?? 0) + us / rounds;
    }
  }
  return times;
}

function rotate<T>(items: readonly T[], by: number): T[] {
  const start = Math.abs(by) % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

async function timeCalls(call: () => Promise<unknown>, calls: number): Promise<number> {
  const before = process.threadCpuUsage();
  for (let i = 0; i < calls; i++) await call();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / calls;
}
