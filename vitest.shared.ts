import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

/** The export condition under which workspace packages are their TypeScript sources. */
const SOURCE = "@dreambooth-sandbox/source";

/** What every package's tests share: neighbours are imported by name, from source, without a build. */
export const shared: ViteUserConfig = {
  resolve: { conditions: [SOURCE] },
  ssr: { resolve: { conditions: [SOURCE, "module", "node", "default"] } },
  test: {
    setupFiles: [fileURLToPath(new URL("vitest.seed.ts", import.meta.url))],
    // No test waits for real time; these leave room for a busy machine that loads Prism or starts a browser.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
};
