import { resolve, type Content } from "../contract/contract.ts";
import { cell } from "../contract/tables.ts";

/** Every named example of a body, each as a code block that can be unfolded. */
export function exampleBlocks(content: Content): string {
  return Object.entries(content)
    .flatMap(([mediaType, { examples = {} }]) =>
      Object.entries(examples).map(([name, example]) => exampleBlock(mediaType, name, resolve(example))),
    )
    .join("\n\n");
}

function exampleBlock(
  mediaType: string,
  name: string,
  { summary = name, description = "", value }: { summary?: string; description?: string; value: unknown },
): string {
  const isForm = mediaType === "application/x-www-form-urlencoded";
  const body = isForm ? formEncode(value) : JSON.stringify(value, null, 2);
  const title = cell([
    `\`${name}\``,
    summary,
    isForm ? "(form)" : "",
    description === "" ? "" : `· ${description}`,
  ]);
  return `~~~${isForm ? "text" : "json"} fold="${title.replaceAll('"', "'")}"\n${body}\n~~~`;
}

function formEncode(value: unknown): string {
  const fields = Object.entries(value ?? {}).map(([name, field]) => [name, String(field)]);
  return new URLSearchParams(fields).toString();
}
