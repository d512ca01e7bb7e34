/** An element with its place among the elements of all lists. */
export interface Ordered<Element> {
  order: number;
  element: Element;
}

/** A list of the newest elements. */
export interface RecentList<Element> {
  /** Adds an element. Returns the oldest one if it had to make room. */
  add(element: Element): Element | undefined;
  /** Returns the elements, oldest first. */
  list(): Ordered<Element>[];
  clear(): void;
}

let added = 0;

/** Creates a list that keeps the newest `limit` elements. */
export function createRecentList<Element>(limit: number): RecentList<Element> {
  let kept: Ordered<Element>[] = [];
  /** The index of the oldest element. */
  let oldest = 0;
  return {
    add(element) {
      const ordered = { order: (added += 1), element };
      if (kept.length < limit) {
        kept.push(ordered);
        return undefined;
      }
      const dropped = kept[oldest];
      kept[oldest] = ordered;
      oldest = (oldest + 1) % limit;
      return dropped?.element;
    },
    list: () => [...kept.slice(oldest), ...kept.slice(0, oldest)],
    clear() {
      kept = [];
      oldest = 0;
    },
  };
}

/** Returns the elements of several lists in the order in which they were added. */
export function mergeRecent<Element>(lists: readonly RecentList<Element>[]): Element[] {
  const all = lists.flatMap((list) => list.list());
  return all.toSorted((one, other) => one.order - other.order).map(({ element }) => element);
}
