import { expect, test } from "vitest";
import { endpoints, webhooks } from "../src/contract/operations.ts";
import { operationPage } from "../src/reference/operation-page.ts";
import { searchEntries } from "../src/search-index.ts";
import { schemaNamed, trainingStatuses } from "./contract.ts";

const pages = [...endpoints, ...webhooks].map(operationPage);
const entries = searchEntries(pages);

test.each([
  ...Object.keys(schemaNamed("CreateTrainingRequest").properties ?? {}),
  ...trainingStatuses().all,
  ...pages.map(({ title }) => title),
])("the search has an entry for %s", (title) => {
  expect(entries.map((entry) => entry.title)).toContain(title);
});
