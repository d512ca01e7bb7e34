import { openFleet } from "./open-fleet.ts";

const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
const fleet = await openFleet();
console.log("working");
const before = process.cpuUsage();
await fleet.work({ signal: stop.signal });
const { user, system } = process.cpuUsage(before);
await fleet.close();
console.log(`cpu ${(user + system) / 1000} ms`);
