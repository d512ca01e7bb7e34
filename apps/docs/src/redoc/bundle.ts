import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { contract } from "../contract/contract.ts";
import { endpoints } from "../contract/operations.ts";
import { readSamples } from "../contract/samples.ts";
import { writeDist } from "../dist.ts";

const BUNDLE = fileURLToPath(import.meta.resolve("redoc/bundles/redoc.standalone.js"));
const REMOTE_LOGO = /`https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg`/g;
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="14"><text y="11" font-family="sans-serif" font-size="11" fill="#7d76e0">Redoc</text></svg>`;

/** Puts Redoc and its document into `dist/assets`, with nothing left that is asked of other hosts. */
export async function writeRedoc(): Promise<{ bundle: string; document: string }> {
  const original = await readFile(BUNDLE, "utf8");
  if (original.match(REMOTE_LOGO)?.length !== 2)
    throw new Error("Redoc's bundle no longer has two remote logos: look at what it asks for now.");
  const bundle = original.replace(REMOTE_LOGO, () => `\`data:image/svg+xml,${encodeURIComponent(LOGO)}\``);
  return {
    bundle: await writeHashed("redoc", "js", bundle),
    document: await writeHashed("redoc-document", "json", JSON.stringify(redocDocument())),
  };
}

/** The contract with the samples as Redoc's tabs. */
export function redocDocument(): unknown {
  const document = structuredClone(contract);
  for (const { operation } of endpoints) {
    const target = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .find(({ operationId }) => operationId === operation.operationId);
    if (target) Object.assign(target, { "x-codeSamples": codeSamples(operation.operationId) });
  }
  return document;
}

function codeSamples(operationId: string): { label: string; lang: string; source: string }[] {
  return readSamples(operationId).map(({ language: { title, highlighter }, source }) => ({
    label: title,
    lang: highlighter,
    source,
  }));
}

async function writeHashed(name: string, extension: string, content: string): Promise<string> {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const path = `assets/${name}-${hash}.${extension}`;
  await writeDist(path, content);
  return path;
}
