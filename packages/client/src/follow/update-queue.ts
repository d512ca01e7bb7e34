/** Items that wait for a consumer, as an iterator that can be ended at once. */
export interface UpdateQueue<Item> {
  /** The consumer's side. `return()` ends it at once, while `next()` is pending too. */
  readonly iterator: AsyncIterableIterator<Item>;
  /** Whether the consumer awaits an item. */
  readonly isAwaited: boolean;
  /** Called when the consumer awaits an item and there is none. */
  onDemand: () => void;
  /** Called once, when the consumer has left, the signal is aborted, or `fail` was called. */
  onEnd: () => void;
  add(item: Item): void;
  /** Ends the iterator after its items. */
  close(): void;
  /** Ends the iterator at once with an error. */
  fail(error: unknown): void;
}

interface Waiter<Item> {
  resolve: (result: IteratorResult<Item>) => void;
  reject: (reason: unknown) => void;
}

/** Creates a queue that `signal` ends with its reason. It listens to the signal only while the consumer iterates. */
export function createUpdateQueue<Item>(signal: AbortSignal | undefined): UpdateQueue<Item> {
  const items: Item[] = [];
  const waiters: Waiter<Item>[] = [];
  let isClosed = false;
  let isListening = false;
  let failure: { error: unknown } | undefined;

  const queue: UpdateQueue<Item> = {
    iterator: { next, return: leave, [Symbol.asyncIterator]: () => queue.iterator },
    get isAwaited() {
      return waiters.length > 0 && items.length === 0;
    },
    onDemand: () => {},
    onEnd: () => {},
    add(item) {
      items.push(item);
      settle();
    },
    close() {
      isClosed = true;
      settle();
    },
    fail(error) {
      failure = { error };
      end();
    },
  };
  return queue;

  function next(): Promise<IteratorResult<Item>> {
    return new Promise((resolve, reject) => {
      waiters.push({ resolve, reject });
      listen();
      settle();
      if (queue.isAwaited) queue.onDemand();
    });
  }

  function leave(): Promise<IteratorResult<Item>> {
    items.length = 0;
    end();
    return Promise.resolve({ done: true, value: undefined });
  }

  function listen(): void {
    if (isListening || isClosed) return;
    isListening = true;
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
  }

  function abort(): void {
    items.length = 0;
    queue.fail(signal?.reason);
  }

  function end(): void {
    if (isClosed && failure === undefined) return settle();
    isClosed = true;
    signal?.removeEventListener("abort", abort);
    queue.onEnd();
    settle();
  }

  /** Gives the consumer what there is: items, then the error once, then the end. */
  function settle(): void {
    for (const item of items.splice(0, waiters.length))
      waiters.shift()?.resolve({ done: false, value: item });
    if (!isClosed || items.length > 0) return;
    signal?.removeEventListener("abort", abort);
    for (const { resolve, reject } of waiters.splice(0)) {
      if (failure) reject(failure.error);
      else resolve({ done: true, value: undefined });
      failure = undefined;
    }
  }
}
