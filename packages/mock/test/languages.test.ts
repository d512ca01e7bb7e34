import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { createMock } from "@dreambooth-sandbox/mock";
import { expect, test } from "vitest";
import { loadContract } from "../src/contract/load-contract.ts";

const FOLDER = join(import.meta.dirname, "languages");
const inCi = process.env["CI"] === "true";
const contract = await loadContract();

const languages = [
  { name: "curl", command: ["sh", join(FOLDER, "train.sh")], probe: ["curl", "--version"] },
  { name: "PHP", command: ["php", join(FOLDER, "train.php")], probe: ["php", "--ri", "curl"] },
  {
    name: "Python",
    command: ["python3", join(FOLDER, "train.py")],
    probe: ["python3", "-c", "import requests"],
  },
  { name: "Java", command: ["java", join(FOLDER, "Train.java")], probe: ["java", "--version"] },
];

function isInstalled([command = "", ...args]: string[]): boolean {
  return spawnSync(command, args).status === 0;
}

test.for(languages)(
  "$name polls a training until it is ready",
  async ({ name, command, probe }, { skip }) => {
    skip(!inCi && !isInstalled(probe), `${name} is not installed here`);
    await using mock = await createMock({ speed: 6_000 });
    const { url } = await mock.listen();
    const [program = "", ...args] = command;
    const { stdout } = await promisify(execFile)(program, [...args, url]);
    const seen = stdout.trim().split("\n");
    expect(seen.at(-1)).toBe(contract.statuses.at(-1));
    const places = seen.map((status) => contract.statuses.indexOf(status));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(mock.created).toBe(1);
  },
);
