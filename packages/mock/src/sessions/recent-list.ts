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
  let elements: Element[] = [];
  let orders: number[] = [];
  /** The index of the next element, which is the index of the oldest one as soon as the list is full. */
  let next = 0;
  return {
    add(element) {
      const dropped = elements[next];
      elements[next] = element;
      orders[next] = added += 1;
      next = (next + 1) % limit;
      return dropped;
    },
    list() {
      const ordered = elements.map((element, index) => ({ order: orders[index] ?? 0, element }));
      return [...ordered.slice(next), ...ordered.slice(0, next)];
    },
    clear() {
      elements = [];
      orders = [];
      next = 0;
    },
  };
}

/** Returns the elements of several lists in the order in which they were added. */
export function mergeRecent<Element>(lists: readonly RecentList<Element>[]): Element[] {
  const all = lists.flatMap((list) => list.list());
  return all.toSorted((one, other) => one.order - other.order).map(({ element }) => element);
}
