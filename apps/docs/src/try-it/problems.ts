import { ConnectionError, SandboxError, ValidationError, type Problem } from "@dreambooth-sandbox/client";
import { byId, element } from "../element.ts";
import { fieldControls } from "./form-values.ts";

/** Forgets what was wrong before. */
export function clearProblems(): void {
  byId("error", HTMLElement).replaceChildren();
  for (const control of fieldControls()) {
    control.removeAttribute("aria-invalid");
    problemOf(control.dataset["field"]).hidden = true;
  }
}

/** Shows what went wrong: beside its field where it has one, and above the results. */
export function showProblem(error: unknown): void {
  const [title, message] =
    error instanceof SandboxError ? [error.code, error.message] : ["error", String(error)];
  const advice =
    error instanceof ConnectionError
      ? [element("p", {}, "Does the mock run, and does it allow this page's origin?")]
      : [];
  byId("error", HTMLElement).replaceChildren(
    element(
      "div",
      { class: "card alert" },
      element("strong", {}, title),
      element("p", {}, message),
      ...advice,
    ),
  );
  if (error instanceof ValidationError) error.problems.forEach(showFieldProblem);
  fieldControls()
    .find((control) => control.ariaInvalid === "true")
    ?.focus();
}

function showFieldProblem({ field, message }: Problem): void {
  const name = field?.replace(/\[\d+\]$/, "");
  const control = fieldControls().find(({ dataset }) => dataset["field"] === name);
  if (!control || !field) return;
  control.ariaInvalid = "true";
  const problem = problemOf(name);
  problem.textContent = field === name ? message : `${field}: ${message}`;
  problem.hidden = false;
}

function problemOf(name: string | undefined): HTMLElement {
  return byId(`problem-${name}`, HTMLElement);
}
