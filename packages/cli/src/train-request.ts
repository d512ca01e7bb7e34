import type { TrainingRequest } from "@dreambooth-sandbox/client";
import { trainingTypeValues } from "@dreambooth-sandbox/client";
import { type Command, InvalidArgumentError } from "commander";
import { readTextFile } from "./read-input.ts";

/** The options of `train` that make the request, one for each field of the contract's `CreateTrainingRequest`. */
export interface TrainRequestOptions {
  request?: string;
  instancePrompt?: string;
  classPrompt?: string;
  image?: string[];
  seed?: string;
  trainingType?: string;
  maxTrainSteps?: string;
  webhook?: string;
}

const NO_TYPE = "none";

export function addRequestOptions(command: Command): Command {
  return command
    .option("--instance-prompt <text>", "how to call the trained person or object")
    .option("--class-prompt <text>", "what it is one of, as in “photo of person”")
    .option("--image <url...>", "direct links to the pictures, about 7 or 8")
    .option(
      "--training-type <type>",
      `what the pictures show: ${[...trainingTypeValues, NO_TYPE].join(", ")}`,
    )
    .option("--max-train-steps <number>", "training steps, twice the number of pictures")
    .option("--seed <number>", "makes results reproducible")
    .option("--webhook <url>", "gets a POST call when something changes")
    .option("--request <file>", "read the request's fields from a JSON file; options override it");
}

async function readRequestFile(path: string): Promise<Partial<TrainingRequest>> {
  const text = await readTextFile(path);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Reported below, as a file with JSON of another kind is.
  }
  throw new InvalidArgumentError(`${path} must hold a JSON object with the request's fields`);
}

/** The request as given; whether it is complete and right is for the client to say, which names every problem. */
export async function buildRequest(options: TrainRequestOptions): Promise<TrainingRequest> {
  const fromFile = options.request === undefined ? {} : await readRequestFile(options.request);
  const fromOptions = {
    instance_prompt: options.instancePrompt,
    class_prompt: options.classPrompt,
    images: options.image,
    seed: options.seed,
    training_type: options.trainingType === NO_TYPE ? null : options.trainingType,
    max_train_steps: options.maxTrainSteps,
    webhook: options.webhook,
  };
  const given = Object.entries(fromOptions).filter(([, value]) => value !== undefined);
  const request: Partial<TrainingRequest> = { ...fromFile, ...Object.fromEntries(given) };
  return request as TrainingRequest;
}
