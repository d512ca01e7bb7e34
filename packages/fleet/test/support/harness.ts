import type { OpenStore } from "../../src/store/store.ts";

/** A new, empty store for one test, and the time that it lives in. */
export interface Harness {
  /** Opens the store as another process would. It is closed after the test. */
  open: () => Promise<OpenStore>;
  /** Lets time pass. */
  advance: (ms: number) => Promise<void>;
}

/** Creates a harness. Everything is removed after the test. */
export type SetUp = () => Promise<Harness>;

/** The accounts of every harness. */
export const ACCOUNTS = ["main", "second"];
