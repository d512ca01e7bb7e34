/** A signal that follows others until it is unlinked. */
export interface LinkedSignal {
  signal: AbortSignal;
  unlink: () => void;
}

/**
 * Returns a signal that aborts with the first of others. Unlike `AbortSignal.any`, it leaves nothing behind at signals that
 * live as long as the process.
 */
export function linkSignals(...sources: readonly AbortSignal[]): LinkedSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const follow = (): void => {
    const aborted = sources.find((source) => source.aborted);
    if (aborted) controller.abort(aborted.reason);
  };
  for (const source of sources) source.addEventListener("abort", follow);
  follow();
  return {
    signal,
    unlink: () => {
      for (const source of sources) source.removeEventListener("abort", follow);
    },
  };
}
