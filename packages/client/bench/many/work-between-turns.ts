/** Collects how much CPU time the thread spends between two turns of the event loop. */
export interface WorkMonitor {
  /** Stops, and returns the 99th percentile in milliseconds. */
  stop(): number;
}

const RESOLUTION_MS = 5;

/**
 * Monitors what holds up the event loop: the thread's own work. Unlike the delay of a timer, this leaves out the time in which
 * the machine runs other processes.
 */
export function monitorWork(): WorkMonitor {
  const works: number[] = [];
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    works.push((user + system) / 1000);
  }, RESOLUTION_MS);
  return {
    stop() {
      clearInterval(timer);
      const sorted = works.toSorted((a, b) => a - b);
      return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
    },
  };
}
