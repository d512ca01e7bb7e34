import { findOperation } from "./operations.ts";
import { quoteParagraph, quotePlace } from "./quote.ts";
import { cell } from "./tables.ts";

const SCHEMAS = ["components", "schemas"];
const TYPES = [...SCHEMAS, "TrainingType", "x-enumDescriptions"];

/** Where the vendor's documents disagree with each other, told by the contract itself. */
const CONTRADICTIONS: { about: string; quote: () => string }[] = [
  {
    about: "`max_train_steps`",
    quote: () =>
      quotePlace([...SCHEMAS, "CreateTrainingRequest", "properties", "max_train_steps", "description"]),
  },
  { about: "`women` or `female`", quote: () => quotePlace([...TYPES, "women"]) },
  { about: '`null` or `"null"`', quote: () => quotePlace([...TYPES, "null"]) },
  { about: "`training_type`", quote: () => quotePlace([...SCHEMAS, "TrainingType", "description"]) },
  { about: "`messege` or `message`", quote: () => quoteParagraph("the field's real spelling") },
  { about: "The step log", quote: () => quoteParagraph("add up to a fixed total") },
  {
    about: "No webhook",
    quote: () => quotePlace([...SCHEMAS, "CreateTrainingRequest", "properties", "webhook", "description"]),
  },
  {
    about: "When webhooks come",
    quote: () => findOperation("receiveTrainingWebhook").description?.split("\n\n")[0] ?? "",
  },
  {
    about: "The webhook's example",
    quote: () => quotePlace(["components", "examples", "training_webhook", "description"]),
  },
];

/** The contradictions as a table. */
export function contradictionRows(): string[][] {
  return CONTRADICTIONS.map(({ about, quote }) => [about, cell([quote()])]);
}
