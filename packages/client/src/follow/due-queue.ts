/** Something that is due at a time. */
export interface Due {
  dueAt: number;
}

/** Items in the order of their time, as a binary heap: adding and taking cost the logarithm of their number. */
export interface DueQueue<Item extends Due> {
  /** Returns the item that is due first. */
  peek(): Item | undefined;
  /** Removes and returns the item that is due first. */
  take(): Item | undefined;
  add(item: Item): void;
}

interface Entry<Item> {
  item: Item;
  dueAt: number;
  /** Items that are due at the same time keep the order in which they were added. */
  order: number;
}

/** Creates an empty queue. */
export function createDueQueue<Item extends Due>(): DueQueue<Item> {
  const heap: Entry<Item>[] = [];
  let added = 0;

  function isBefore(one: number, other: number): boolean {
    const [first, second] = [heap[one], heap[other]];
    if (first === undefined || second === undefined) return false;
    return first.dueAt === second.dueAt ? first.order < second.order : first.dueAt < second.dueAt;
  }

  function swap(one: number, other: number): void {
    const [first, second] = [heap[one], heap[other]];
    if (first === undefined || second === undefined) return;
    heap[one] = second;
    heap[other] = first;
  }

  function rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isBefore(at, parent)) return;
      swap(at, parent);
      at = parent;
    }
  }

  function sink(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = isBefore(right, left) ? right : left;
      if (!isBefore(child, at)) return;
      swap(at, child);
      at = child;
    }
  }

  return {
    peek: () => heap[0]?.item,
    take() {
      swap(0, heap.length - 1);
      const first = heap.pop();
      sink();
      return first?.item;
    },
    add(item) {
      rise(heap.push({ item, dueAt: item.dueAt, order: added++ }) - 1);
    },
  };
}
