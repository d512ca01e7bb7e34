import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

/** The export condition under which workspace packages are their TypeScript sources. */
const SOURCE = "@dreambooth-sandbox/source";

/** What every package's tests share: neighbours are imported by name, from source, without a build. */
export const shared: ViteUserConfig = {
  resolve: { conditions: [SOURCE] },
  ssr: { resolve: { conditions: [SOURCE, "module", "node", "default"] } },
  test: {
    // The files of a package share a worker, which loads its modules once. No test replaces a module or a global.
    isolate: false,
    setupFiles: [fileURLToPath(new URL("vitest.seed.ts", import.meta.url))],
    // No test measures time; these leave room for a busy machine that loads Prism or starts a browser.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
};
