import type { ViteUserConfig } from "vitest/config";

/** The export condition under which workspace packages are their TypeScript sources. */
const SOURCE = "@dreambooth-sandbox/source";

/** What every package's tests share: neighbours are imported by name, from source, without a build. */
export const shared: ViteUserConfig = {
  resolve: { conditions: [SOURCE] },
  ssr: { resolve: { conditions: [SOURCE, "module", "node", "default"] } },
  test: { passWithNoTests: false },
};
