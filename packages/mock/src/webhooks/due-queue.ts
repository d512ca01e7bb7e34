/** Items in the order in which they become due; items that are due at the same time stay in the order of their arrival. */
export interface DueQueue<Item extends { dueMs: number }> {
  /** Adds an item. The cost grows with the logarithm of the queue's length. */
  push(item: Item): void;
  /** Returns when the next item is due, or undefined if there is none. */
  nextDueMs(): number | undefined;
  /** Removes and returns the items that are due. */
  takeDue(nowMs: number): Item[];
  /** Removes all items and returns how many there were. */
  clear(): number;
}

/** Creates a queue: a binary heap, in which the children of the entry at `i` are at `2i + 1` and `2i + 2`. */
export function createDueQueue<Item extends { dueMs: number }>(): DueQueue<Item> {
  let heap: { item: Item; serial: number }[] = [];
  let arrived = 0;

  function isBefore(one: number, other: number): boolean {
    const [first, second] = [heap[one], heap[other]];
    if (!first || !second) return first !== undefined;
    if (first.item.dueMs !== second.item.dueMs) return first.item.dueMs < second.item.dueMs;
    return first.serial < second.serial;
  }

  function swap(one: number, other: number): void {
    const [first, second] = [heap[one], heap[other]];
    if (first) heap[other] = first;
    if (second) heap[one] = second;
  }

  function rise(index: number): void {
    const parent = (index - 1) >> 1;
    if (index === 0 || !isBefore(index, parent)) return;
    swap(index, parent);
    rise(parent);
  }

  function sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2];
    const child = isBefore(left, right) ? left : right;
    if (child >= heap.length || !isBefore(child, index)) return;
    swap(index, child);
    sink(child);
  }

  function take(): Item | undefined {
    swap(0, heap.length - 1);
    const last = heap.pop();
    sink(0);
    return last?.item;
  }

  return {
    push(item) {
      heap.push({ item, serial: arrived });
      arrived += 1;
      rise(heap.length - 1);
    },

    nextDueMs: () => heap[0]?.item.dueMs,

    takeDue(nowMs) {
      const due: Item[] = [];
      while ((heap[0]?.item.dueMs ?? Infinity) <= nowMs) {
        const item = take();
        if (item) due.push(item);
      }
      return due;
    },

    clear() {
      const { length } = heap;
      heap = [];
      return length;
    },
  };
}
