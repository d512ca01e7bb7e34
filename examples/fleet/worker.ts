import process from "node:process";
import { openFleet } from "./open-fleet.ts";

const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
await using fleet = await openFleet();
await fleet.work({ signal: stop.signal });
