import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { sampleFile } from "../src/contract/samples.ts";
import { SAMPLE_LANGUAGES } from "../src/sample-languages/registry.ts";
import type { SampleLanguage } from "../src/sample-languages/sample-language.ts";
import { fillSample, type SampleValues } from "../src/try-it/fill-sample.ts";
import { contract, exampleValue, operationNamed, schemaNamed } from "./contract.ts";
import { startRecordingServer } from "./recording-server.ts";
import { findProgram, runSample, type InstalledLanguage } from "./sample-runner.ts";

const KEY = "a-key-of-the-tests";
const { request: documented, operationId: CREATE } = operationNamed("createTraining");
const { operationId: STATUS, pathValues } = operationNamed("getTrainingStatus");
const installed = SAMPLE_LANGUAGES.flatMap((language) => {
  const program = findProgram(language);
  return program === undefined ? [] : [{ language, program }];
});

describe.each(installed)("$language.title, filled in by a reader", (language) => {
  test("sends the reader's values to the reader's server", async () => {
    const fields = {
      instance_prompt: 'it\'s "me" \\ \\n $HOME `id` $(id) ${x} {$x} #{x} %s %% <?php ?> Ünï 🎉\n\tend\\',
      class_prompt: '\'\'\'""" seed: "0"',
      images: ["https://example.com/a%20b.png?c=$d&e='f'", 'https://example.com/\\"`.png'],
      seed: null,
      training_type: null,
      max_train_steps: "14",
      webhook: "https://example.com/hook?a=$b&c=%20",
    };

    expect(await sentBy(language, fields)).toEqual({ ...fields, key: KEY });
  });

  test("leaves out optional fields and adds a field that the documented request lacks", async () => {
    const { required = [] } = schemaNamed("CreateTrainingRequest");
    const { key: _key, ...values } = documented;
    const kept = Object.entries(values).filter(([name]) => required.includes(name));
    const fields = { ...Object.fromEntries(kept), another_field: '"5"' };
    expect(kept.length).toBeLessThan(Object.keys(values).length);

    expect(await sentBy(language, fields)).toEqual({ ...fields, key: KEY });
  });
});

test.each(SAMPLE_LANGUAGES)("$title names the reader's training in its command", async (language) => {
  const sample = await readFile(sampleFile(STATUS, language), "utf8");
  const [documentedTrainingId = ""] = pathValues;
  const filled = fill(sample, language, { documentedTrainingId, trainingId: "abc123" });

  expect(filled).toContain(`${STATUS}.${language.extension} abc123\n`);
  expect(fill(sample, language, { documentedTrainingId, trainingId: "end */ comment" })).toBe(sample);
});

/** Runs the create sample with a reader's fields and returns the request that it sends. */
async function sentBy(language: InstalledLanguage, fields: SampleValues["fields"]): Promise<unknown> {
  await using server = await startRecordingServer(() => Response.json(exampleValue("created")));
  const sample = await readFile(sampleFile(CREATE, language.language), "utf8");
  const filled = fill(sample, language.language, { fields, baseUrl: server.url });
  const env = { DREAMBOOTH_SANDBOX_API_KEY: KEY };
  const { code, stderr } = await runSample(CREATE, language, filled, { env });

  expect({ code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(server.exchanges[0]?.body ?? "");
}

function fill(sample: string, language: SampleLanguage, values: Partial<SampleValues>): string {
  const defaultBaseUrl = contract.servers[0].url;
  return fillSample(sample, language, {
    documented,
    fields: documented,
    defaultBaseUrl,
    baseUrl: defaultBaseUrl,
    documentedTrainingId: "",
    trainingId: "",
    ...values,
  });
}
