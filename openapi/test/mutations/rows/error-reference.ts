import { errorReference } from "../../../../packages/client/src/error-reference.ts";
import { change } from "../row.ts";
import type { Row } from "../row.ts";
import { changeText } from "./change-text.ts";

/** Returns a row for each entry of the reference of the client's errors. */
export function listErrorReferenceRows(): Row[] {
  const entries = Object.values(errorReference);
  return Object.entries(errorReference).map(([name, entry], index) => ({
    name: `error reference ${name}`,
    mutations: [
      change("belongs to no error", [errorReference, name, undefined]),
      change("has another code", [entry, "code", "other"]),
      ...(["meaning", "advice"] as const).flatMap((text) =>
        changeText(
          entries.map((other) => other[text]),
          index,
          (changed) => [entry, text, changed],
        ).map(({ description, apply }) => ({ description: `${text} ${description}`, apply })),
      ),
    ],
  }));
}
