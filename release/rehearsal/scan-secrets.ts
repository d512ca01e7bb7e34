import { generateKeyPairSync } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.ts";

const RULES = "@secretlint/secretlint-rule-preset-recommend";

/** What looks like a secret and is none: addresses in tests, and the token of the registry on this machine. */
const ALLOWED = {
  basicauth: "/user:pass@example.com/",
  "database-connection-string": "/user:secret-password@127.0.0.1:1/",
  npm: "rehearsal",
};

const CONFIGURATION = {
  rules: [
    {
      id: RULES,
      rules: Object.entries(ALLOWED).map(([rule, allowed]) => ({
        id: `@secretlint/secretlint-rule-${rule}`,
        options: { allows: [allowed] },
      })),
    },
  ],
};

/** Returns a new private key, which nobody uses and the scan must find. */
function createPlantedKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return privateKey;
}

/**
 * Searches folders for keys, tokens and passwords. First it searches a folder with a planted key, which it must find.
 *
 * @throws if a folder contains a secret, naming the file and the line.
 */
export async function scanSecrets(
  folder: string,
  searched: readonly string[],
  registry: string,
): Promise<void> {
  await mkdir(join(folder, "planted"), { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }');
  await writeFile(join(folder, ".secretlintrc.json"), JSON.stringify(CONFIGURATION));
  await writeFile(join(folder, "planted/key.txt"), createPlantedKey());
  const packages = ["secretlint@13.0.6", `${RULES}@13.0.6`];
  const flags = ["--no-audit", "--no-fund", "--no-package-lock", `--registry=${registry}`];
  await run("npm", ["install", ...flags, ...packages], { cwd: folder });
  const scan = (cwd: string) =>
    run(
      join(folder, "node_modules/.bin/secretlint"),
      ["--secretlintrc", join(folder, ".secretlintrc.json"), "--no-color", "**/*"],
      { cwd },
    );
  const found = await scan(join(folder, "planted")).then(
    () => false,
    () => true,
  );
  if (!found) throw new Error("The scan for secrets did not find the planted key: it proves nothing.");
  for (const each of searched) await scan(each);
}
