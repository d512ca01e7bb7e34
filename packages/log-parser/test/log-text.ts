import * as fc from "fast-check";

const title = fc.constantFrom(
  "Training Started",
  "Model v1.5",
  "a, b: c",
  "Größe 🎨",
  "https://host/new",
  "",
);
const count = fc.nat({ max: 30 });
const duration = fc
  .tuple(
    fc.constantFrom("1", "12.34", "030", "1500.77"),
    fc.constantFrom(" minutes", " Minutes", " seconds", " hours", " days", ""),
  )
  .map((parts) => parts.join(""));

const step = fc
  .tuple(
    count,
    title,
    count,
    fc.constantFrom("Steps", "More Steps", "Step"),
    fc.option(duration),
    fc.option(duration),
    fc.constantFrom("", " | Queue position : 4", " | __proto__ : a:b", " | x | :"),
  )
  .map(([number, title, toGo, words, eta, elapsed, suffixes]) => {
    const etaText = eta === null ? "" : ` : ETA : ${eta}`;
    const elapsedText = elapsed === null ? "" : ` | Time Elapsed : ${elapsed}`;
    return `Step:${number} ${title}, ${toGo} ${words} to go${etaText}${suffixes}${elapsedText}`;
  });

const failure = fc.constantFrom(
  "Training Failed:  C:\\new\\nets is missing",
  "1. [Training model] | Time Elapsed : 12.34 | CUDA, out: of memory",
  "3. [Compressing tar] | GPU : A100 | Time Elapsed : 12.34 | [Errno 28]: '/new'",
  "4. [Invalid images, make sure its png files] | Time Elapsed : 3.5",
  "uploading model failed :https://host/n/new",
);

/** One entry, in a form of the grammar or close to one. */
export const entryText = fc.oneof(
  { arbitrary: step, weight: 5 },
  failure,
  fc.constantFrom(
    "it will take upto 25 minutes.",
    "Model loaded successfully",
    "1. [epoch 3] | loss 0.1",
    "\u001b[32mStep:1 A, 2 Steps to go\u001b[0m",
  ),
  fc.constantFrom("Step:", "Step:1", "/n/n", "\\", "C:\\n", "1. [", "💥", "\ud83d"),
);

const separatorText = fc.constantFrom(" /n ", "\n", "\r\n", "\r", " \\n ", "\\n", " /n  /n ");

/** A log that mixes all forms. */
export const logText = fc
  .array(fc.tuple(entryText, separatorText), { maxLength: 12 })
  .map((parts) => parts.flat().join(""));

/** Any string, mostly made of meaningful pieces. */
export const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom("/", "n", "\\", " ", "\n", "\r", "S", "Step:", "1", "🎨", "\u001b[0m", "|"),
    maxLength: 40,
  }),
  logText,
);
