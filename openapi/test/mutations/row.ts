/** A row of a table that code is driven by, such as a request rule, or the exit code of an error. */
export interface Row {
  /** Its tests are those whose name contains this, followed by a colon. */
  name: string;
  /** What can go wrong with the row. A test must notice each. */
  mutations: Mutation[];
}

/** A change of a table in memory. */
export interface Mutation {
  description: string;
  /** Makes the change. Returns a function that undoes it. */
  apply: () => () => void;
}

/** A property, and its value in a mutation. A property that is `undefined` counts as absent. */
export type Change = [object: object, key: string | number, value: unknown];

/** Returns a mutation that changes properties of existing objects, because the code under test holds those. */
export function change(description: string, ...changes: Change[]): Mutation {
  return {
    description,
    apply: () => {
      const restores = changes.map(([object, key, value]) => {
        const properties = object as Record<string | number, unknown>;
        const before = properties[key];
        properties[key] = value;
        return () => {
          properties[key] = before;
        };
      });
      return () => {
        for (const restore of restores.toReversed()) restore();
      };
    },
  };
}
