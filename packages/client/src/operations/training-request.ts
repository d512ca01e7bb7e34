import type { CreateTrainingRequest } from "../generated/schema.ts";
import type { requestRules } from "../generated/request-fields.ts";

type Body = Omit<CreateTrainingRequest, "key">;
type Rules = (typeof requestRules)["createTraining"];

/** The fields whose strings consist of digits, for which a number is accepted too. */
type DigitField = {
  [Field in keyof Rules]: Rules[Field] extends { readonly rule: { readonly "x-digits": object } }
    ? Field
    : never;
}[keyof Rules];

type Given<Field extends keyof Body> =
  | (Body[Field] extends (infer Item)[] ? readonly Item[] : Body[Field])
  | (Field extends DigitField ? number : never)
  // An optional field may also be present and undefined, under `exactOptionalPropertyTypes` too.
  | (undefined extends Body[Field] ? undefined : never);

/**
 * What to train: the contract's request fields without the key, which the client adds. `seed` and `max_train_steps` also
 * accept numbers, which are sent as digits, like the documented strings.
 */
export type TrainingRequest = {
  [Field in keyof Body]: Given<Field>;
};
