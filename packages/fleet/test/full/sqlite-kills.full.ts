import { join } from "node:path";
import { sqliteStore } from "@dreambooth-sandbox/fleet";
import { createTemporaryFolder } from "../support/temporary-folder.ts";
import { describeKills } from "./describe-kills.ts";

describeKills(
  "sqliteStore",
  async () => {
    const path = join(createTemporaryFolder(), "fleet.db");
    return { store: sqliteStore(path), settings: { STORE: path } };
  },
  { trainings: 100, creates: 60, kills: 10 },
);
