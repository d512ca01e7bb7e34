import type { Clock } from "@dreambooth-sandbox/client";
import { Client } from "pg";
import type { DueListener } from "../store/due-listeners.ts";

/** Notifications of other processes that something has become due. */
export interface DueChannel {
  close(): Promise<void>;
}

const RECONNECT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Listens to a channel on a connection of its own, and connects again when it breaks. Notifications that are missed meanwhile
 * only delay work until the next check.
 */
export function openDueChannel(url: string, channel: string, clock: Clock, onDue: DueListener): DueChannel {
  const closing = new AbortController();
  const listening = listen();
  return {
    close() {
      closing.abort();
      return listening;
    },
  };

  async function listen(): Promise<void> {
    while (!closing.signal.aborted) {
      await listenOnce().catch(() => {});
      await clock.sleep(RECONNECT_MS, closing.signal).catch(() => {});
    }
  }

  /** Resolves when the connection has ended. A connection must not be ended while it is being made, or both wait for ever. */
  async function listenOnce(): Promise<void> {
    const connected = new Client({
      connectionString: url,
      application_name: "dreambooth-sandbox-fleet listen",
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve) => {
      connected.once("end", resolve);
      connected.on("error", () => resolve());
      closing.signal.addEventListener("abort", () => resolve());
    });
    connected.on("notification", ({ payload }) => onDue(payload));
    await connected.connect();
    await connected.query(`LISTEN ${channel}`);
    // What came before it listened.
    onDue();
    await ended;
    await connected.end().catch(() => {});
  }
}
