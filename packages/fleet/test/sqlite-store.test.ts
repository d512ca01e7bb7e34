import { join } from "node:path";
import { sqliteStore } from "@dreambooth-sandbox/fleet";
import { onTestFinished } from "vitest";
import { describeStore } from "./conformance/describe-store.ts";
import { ACCOUNTS } from "./support/harness.ts";
import { createTemporaryFolder } from "./support/temporary-folder.ts";
import { createVirtualClock } from "./support/virtual-clock.ts";

describeStore("sqliteStore", async () => {
  const path = join(createTemporaryFolder(), "fleet.db");
  const clock = createVirtualClock();
  return {
    advance: clock.advance,
    async open() {
      const store = await sqliteStore(path).open({ clock, logger: {}, accounts: ACCOUNTS });
      onTestFinished(() => store.close());
      return store;
    },
  };
});
