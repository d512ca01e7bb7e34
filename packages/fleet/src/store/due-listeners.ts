/** A function that is called when a queue has work that is due; without a queue's name, when any of them may. */
export type DueListener = (queue?: string) => void;

/** Functions that are called when something has become due. */
export interface DueListeners {
  /** Adds a function. Returns one that removes it. */
  add: (listener: DueListener) => () => void;
  call: DueListener;
}

/** Creates an empty set of listeners. */
export function createDueListeners(): DueListeners {
  const listeners = new Set<DueListener>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    call(queue) {
      for (const listener of listeners) listener(queue);
    },
  };
}
