import { byId, element } from "../element.ts";
import { enhanceTabs } from "../assets/tabs.ts";
import { SAMPLE_LANGUAGES } from "../sample-languages/registry.ts";
import { fillSample, type SampleValues } from "./fill-sample.ts";

/** The code samples of the contract: by operation, then by extension. */
export type Samples = Record<string, Record<string, string>>;

/** Makes the tabs of a call, and returns what fills them. */
export function createSampleTabs(samples: Samples): (operationId: string, values: SampleValues) => void {
  const tabs = SAMPLE_LANGUAGES.map((language) => ({ language, code: element("code") }));
  const container = element(
    "div",
    { id: "samples", "data-tabs": "Languages" },
    ...tabs.map(({ language, code }) =>
      element("section", { "data-tab": language.title }, element("pre", { tabindex: "0" }, code)),
    ),
  );
  byId("same-call", HTMLElement).append(container);
  enhanceTabs(container);
  return (operationId, values) => {
    for (const { language, code } of tabs)
      code.textContent = fillSample(samples[operationId]?.[language.extension] ?? "", language, values);
  };
}
