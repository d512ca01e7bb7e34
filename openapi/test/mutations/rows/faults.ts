import { faults } from "../../../../packages/mock/src/faults/faults.ts";
import type { Fault } from "../../../../packages/mock/src/faults/faults.ts";
import { change } from "../row.ts";
import type { Mutation, Row } from "../row.ts";
import { changeText } from "./change-text.ts";

/** Returns two rows for each fault of the mock: what it does, and its description. */
export function listFaultRows(): Row[] {
  const texts = faults.map(({ description }) => description);
  return faults.flatMap((fault, index) => [
    { name: `fault ${fault.name}`, mutations: listFaultMutations(fault) },
    {
      name: `fault description ${fault.name}`,
      mutations: changeText(texts, index, (text) => [fault, "description", text]),
    },
  ]);
}

function listFaultMutations(fault: Fault): Mutation[] {
  const { name, takesEffect, code, damage } = fault;
  const mutations = [
    change("has another name", [fault, "name", `${name}-again`]),
    change("takes effect, or not", [fault, "takesEffect", !takesEffect]),
  ];
  if (code !== undefined) mutations.push(change("is another", [fault, "code", code === 503 ? 500 : 503]));
  if (damage) mutations.push(change("does no damage", [fault, "damage", undefined]));
  return mutations;
}
