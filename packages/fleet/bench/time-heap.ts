/** Numbers in the order of their times. Entries cannot be removed: who takes one checks whether it still counts. */
export interface TimeHeap {
  add: (time: number, item: number) => void;
  /** Returns the earliest time; `Infinity` if there is none. */
  peek: () => number;
  /** Removes and returns the entry with the earliest time. */
  take: () => number;
}

/** Creates an empty heap. Plain arrays of numbers, for millions of entries. */
export function createTimeHeap(): TimeHeap {
  const times: number[] = [];
  const items: number[] = [];

  const timeAt = (index: number): number => times[index] ?? Infinity;

  function swap(one: number, other: number): void {
    [times[one], times[other]] = [timeAt(other), timeAt(one)];
    [items[one], items[other]] = [items[other] ?? 0, items[one] ?? 0];
  }

  return {
    peek: () => timeAt(0),
    add(time, item) {
      times.push(time);
      items.push(item);
      for (let at = times.length - 1; at > 0;) {
        const parent = (at - 1) >> 1;
        if (timeAt(parent) <= time) return;
        swap(at, parent);
        at = parent;
      }
    },
    take() {
      swap(0, times.length - 1);
      times.pop();
      const item = items.pop() ?? 0;
      for (let at = 0; ;) {
        const child = timeAt(2 * at + 2) < timeAt(2 * at + 1) ? 2 * at + 2 : 2 * at + 1;
        if (timeAt(child) >= timeAt(at)) return item;
        swap(at, child);
        at = child;
      }
    },
  };
}
