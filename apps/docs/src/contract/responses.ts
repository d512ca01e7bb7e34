import { resolve, type Content, type Operation, type Schema } from "./contract.ts";

/** The forms of a response under HTTP 200. */
export interface ResponseForms {
  success: Schema;
  errors: Schema[];
}

/** Returns the content of an operation's response under HTTP 200, or undefined if it has none. */
export function successContent({ responses }: Operation): Content | undefined {
  const response = responses["200"];
  return response && resolve(response).content;
}

/** Returns the schema of a body's first media type. */
export function firstSchema(content: Content): Schema {
  const [media] = Object.values(content);
  if (!media) throw new Error("The contract has a body without a media type.");
  return media.schema;
}

/** Separates the success from the errors among the schemas of a response. */
export function separateForms(content: Content): ResponseForms {
  const schema = firstSchema(content);
  const forms = schema.oneOf ?? [schema];
  const success = forms.length === 1 ? schema : forms.find(isSuccess);
  if (!success) throw new Error("No form of a 200 response in the contract has the status `success`.");
  return { success, errors: forms.filter((form) => form !== success) };
}

function isSuccess(schema: Schema): boolean {
  const { status } = resolve(schema).properties ?? {};
  if (!status) return false;
  const { const: constant, enum: values = [constant] } = resolve(status);
  return values.includes("success");
}
