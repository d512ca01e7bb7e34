import { faults } from "../../../../packages/mock/src/faults/faults.ts";
import type { Fault } from "../../../../packages/mock/src/faults/faults.ts";
import { change } from "../row.ts";
import type { Mutation, Row } from "../row.ts";

/** Returns a row for each fault of the mock. */
export function listFaultRows(): Row[] {
  return faults.map((fault) => ({ name: `fault ${fault.name}`, mutations: listFaultMutations(fault) }));
}

function listFaultMutations(fault: Fault): Mutation[] {
  const { takesEffect, code, damage } = fault;
  const mutations = [change("takes effect, or not", [fault, "takesEffect", !takesEffect])];
  if (code !== undefined) mutations.push(change("is another", [fault, "code", code === 503 ? 500 : 503]));
  if (damage) mutations.push(change("does no damage", [fault, "damage", undefined]));
  return mutations;
}
