import type { TrainingRequest } from "@dreambooth-sandbox/client";
import type { Command } from "commander";
import { usageError } from "../output/command-error.ts";
import { readTextFile } from "../files/read-text-file.ts";
import { parseOptionValue } from "./parse-option-value.ts";
import { type RequestOption, toCommanderOption } from "./request-option.ts";

type Fields = Record<string, unknown>;

/** A request as the command line gives it. */
export interface GivenRequest {
  /** The fields from options. They take precedence over those from a file. */
  fromOptions: Fields;
  /** The fields from a request file. Absent without `--request`. */
  fromFile?: Fields;
}

/** Adds the options that the request is built from. */
export function addRequestOptions(command: Command, options: readonly RequestOption[]): Command {
  for (const option of options) command.addOption(toCommanderOption(option));
  return command.option("--request <file>", "read request fields from a JSON file; options take precedence");
}

/**
 * Reads the fields that a parsed command gives, from options and from a request file.
 *
 * @throws CommandError if the file cannot be read, or is not a JSON object.
 */
export async function readGivenRequest(
  command: Command,
  options: readonly RequestOption[],
): Promise<GivenRequest> {
  const fromOptions: Fields = {};
  for (const option of options) {
    const given: string | string[] | undefined = command.getOptionValue(
      toCommanderOption(option).attributeName(),
    );
    if (given !== undefined) fromOptions[option.field] = parseOptionValue(given, option.rule);
  }
  const file: string | undefined = command.getOptionValue("request");
  return file === undefined ? { fromOptions } : { fromOptions, fromFile: await readRequestFile(file) };
}

/** Returns the request to send. The client validates it, so it is typed as valid although it may not be. */
export function buildRequest({ fromOptions, fromFile }: GivenRequest): TrainingRequest {
  return { ...fromFile, ...fromOptions } as unknown as TrainingRequest;
}

async function readRequestFile(path: string): Promise<Fields> {
  const text = await readTextFile(path);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Reported below, together with JSON that is not an object.
  }
  throw usageError(`${path} must contain a JSON object with the request's fields.`);
}
