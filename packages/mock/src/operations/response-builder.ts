import type { Choice } from "./choice.ts";
import type { Contract } from "../contract/contract.ts";
import type { Answer, Engine } from "../prism/engine.ts";
import { errorReply, type MockReply, type ReplyNotes } from "../exchange.ts";
import type { Preferences } from "./preferences.ts";
import type { Question } from "../prism/prism.ts";
import { readField } from "../prism/question.ts";
import { listReasons, toViolationsHeader, VIOLATIONS_HEADER } from "./refused-fields.ts";

/** Makes replies of Prism's answers. */
export interface Replier {
  /** What Prism says to a path or method that the contract does not have. */
  refuseRoute(question: Question): Promise<MockReply>;
  /** What Prism answers to the preferences of the request. */
  byPreferences(question: Question, preferences: Preferences, notes: ReplyNotes): Promise<MockReply>;
  /** What the mock chose, unless Prism finds the request invalid. */
  byChoice(question: Question, choice: Choice, notes: ReplyNotes): Promise<MockReply>;
}

/** @param strict - Whether refusals are Prism's problem documents, not the service's replies. */
export function createReplier(contract: Contract, engine: Engine, strict: boolean): Replier {
  // Prism refuses by the 400 of the contract where there is one, else by a problem document of its own.
  const strictOperations = contract.operations.map((operation) => ({
    ...operation,
    responses: operation.responses.filter(({ code }) => code !== "400"),
  }));

  async function refuseFields(question: Question, { requestViolations }: Answer, notes: ReplyNotes) {
    const told = { ...notes, violations: requestViolations };
    const reply = strict
      ? toReply(await engine.ask(question, strictOperations), told)
      : errorReply(200, listReasons(requestViolations), { ...told, example: "fields_refused" });
    reply.headers[VIOLATIONS_HEADER] = toViolationsHeader(requestViolations);
    return reply;
  }

  async function ask(question: Question, patch: Choice["patch"], notes: ReplyNotes): Promise<MockReply> {
    const answer = await engine.ask(question);
    if (answer.requestViolations.length > 0) return refuseFields(question, answer, notes);
    if (answer.problem && !strict) return errorReply(answer.status, readField(answer.body, "detail"), notes);
    const { example } = question;
    return toReply(answer, example === undefined ? notes : { ...notes, example }, patch);
  }

  return {
    refuseRoute: (question) => ask(question, undefined, {}),
    byPreferences: (question, { example, code, dynamic, seed }, notes) =>
      ask({ ...question, example, code, dynamic, seed }, undefined, notes),
    byChoice: (question, { example, code, validate, patch, notes: chosen }, notes) =>
      ask({ ...question, example, code, validate }, patch, { ...notes, ...chosen }),
  };
}

function toReply(answer: Answer, notes: ReplyNotes, patch?: Choice["patch"]): MockReply {
  const { status, body, text, replyViolations } = answer;
  const patched = patch && typeof body === "object" ? JSON.stringify({ ...body, ...patch }) : text;
  const reply: MockReply = { status, headers: { ...answer.headers }, body: patched, notes };
  if (replyViolations.length > 0) {
    reply.notes = { ...notes, violations: replyViolations };
    reply.headers[VIOLATIONS_HEADER] = toViolationsHeader(replyViolations);
  }
  return reply;
}
