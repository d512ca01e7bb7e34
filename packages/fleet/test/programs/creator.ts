import { openFleet } from "./open-fleet.ts";

// Creates the intents from FIRST to LAST, eight at a time. What was refused is created by the next run.
const { FIRST = "0", LAST = "0" } = process.env;
const fleet = await openFleet();
console.log("creating");
let next = Number(FIRST);

async function createInTurn(): Promise<void> {
  while (next <= Number(LAST)) {
    const intentId = `order-${next++}`;
    await fleet.create(intentId, requestOf(intentId), { account: "main" }).catch(() => {});
  }
}

await Promise.all(Array.from({ length: 8 }, createInTurn));
await fleet.close();

function requestOf(intentId: string) {
  return {
    instance_prompt: intentId,
    class_prompt: "photo of person",
    images: ["https://example.com/1.png", "https://example.com/2.png", "https://example.com/3.png"],
    training_type: "men",
    max_train_steps: 6,
  } as const;
}
