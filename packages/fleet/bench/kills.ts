import { createThroughKills, followThroughKills } from "../test/full/scenarios.ts";
import type { FollowPlan, FollowReport, SharedStore } from "../test/full/scenarios.ts";
import type { PostgresServer } from "../test/support/postgres-server.ts";
import { isSmall, openPostgresStore, withSqliteStore } from "./environment.ts";
import { round } from "./row.ts";
import type { Row } from "./row.ts";

const many: FollowPlan = isSmall
  ? { trainings: 100, trainingMs: 30_000, pollMs: 3_000, maxPerSecond: 100 }
  : { trainings: 10_000, trainingMs: 180_000, pollMs: 60_000, maxPerSecond: 250 };
const embedded: FollowPlan = isSmall
  ? { trainings: 50, trainingMs: 30_000, pollMs: 3_000, maxPerSecond: 100 }
  : { trainings: 1_000, trainingMs: 60_000, pollMs: 10_000, maxPerSecond: 150 };
const few: FollowPlan = { trainings: 60, trainingMs: 60_000, pollMs: 3_000, maxPerSecond: 100 };
const CREATES = isSmall ? 60 : 500;
const KILLS = isSmall ? 8 : 65;

/** Measures what kills of processes and of the store cause. */
export async function measureKills(server: PostgresServer): Promise<Row[]> {
  const postgres = await followThroughKills(openPostgresStore(server), many);
  const sqlite = await withSqliteStore((shared) => followThroughKills(shared, embedded));
  const { store, settings } = openPostgresStore(server);
  const takeover = await followThroughKills({ store, settings }, few);
  return [
    describeFollowing(
      "PostgreSQL, three workers, one SIGKILL, the server killed and restarted",
      many,
      postgres,
    ),
    describeFollowing("SQLite, three processes, one SIGKILL", embedded, sqlite),
    {
      what: "a killed worker's trainings are polled again",
      measured: `${round(takeover.takeoverMs / 1000)} s late at most`,
      bar: "30 s",
    },
    {
      what: "first poll after the restart of PostgreSQL",
      measured: `${round(postgres.firstPollMs / 1000)} s`,
      bar: "15 s",
    },
    await measureCreates("PostgreSQL", openPostgresStore(server)),
    await withSqliteStore((shared) => measureCreates("SQLite", shared)),
  ];
}

function describeFollowing(what: string, { trainings }: FollowPlan, report: FollowReport): Row {
  const { service } = report;
  return {
    what: `${trainings} trainings: ${what}`,
    measured: `${report.trainings["succeeded"]} ended, ${service.overlapping} overlapping requests, ${service.afterEnd} after the end`,
    bar: `${trainings}, 0, 0`,
  };
}

async function measureCreates(name: string, shared: SharedStore): Promise<Row> {
  const { kills, created, parked, sentTwice } = await createThroughKills(shared, CREATES, KILLS);
  return {
    what: `${CREATES} creates, ${kills} SIGKILLs, ${name}`,
    measured: `${sentTwice.length} sent twice, ${CREATES - created - parked.length} neither created nor parked, ${parked.length} parked`,
    bar: "0, 0",
  };
}
