import { byId, element } from "../element.ts";
import { enhanceTabs } from "../assets/tabs.ts";
import { SAMPLE_LANGUAGES, type SampleExtension } from "../sample-languages.ts";
import { fillSample, type SampleValues } from "./fill-sample.ts";

/** The code samples of the contract: by operation, then by extension. */
export type Samples = Record<string, Record<SampleExtension, string>>;

/** Makes the tabs of a call, and returns what fills them. */
export function createSampleTabs(samples: Samples): (operationId: string, values: SampleValues) => void {
  const codes = SAMPLE_LANGUAGES.map(({ extension }) => ({ extension, code: element("code") }));
  const tabs = element(
    "div",
    { id: "samples", "data-tabs": "Languages" },
    ...SAMPLE_LANGUAGES.map(({ extension, label }) => {
      const code = codes.find((entry) => entry.extension === extension)?.code ?? "";
      return element("section", { "data-tab": label }, element("pre", { tabindex: "0" }, code));
    }),
  );
  byId("same-call", HTMLElement).append(tabs);
  enhanceTabs(tabs);
  return (operationId, values) => {
    for (const { extension, code } of codes) {
      code.textContent = fillSample(samples[operationId]?.[extension] ?? "", extension, values);
    }
  };
}
