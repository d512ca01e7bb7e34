import { enhanceContents } from "./contents.ts";
import { enhanceCodeBlocks } from "./copy.ts";
import { enhanceMenu } from "./menu.ts";
import { enhanceSearch } from "./search.ts";
import { enhanceTabs } from "./tabs.ts";
import { enhanceTheme } from "./theme.ts";

enhanceTheme();
enhanceMenu();
enhanceSearch();
enhanceContents();
enhanceCodeBlocks();
document.querySelectorAll<HTMLElement>("[data-tabs]").forEach((container, index) => {
  container.id ||= `tabs-${index}`;
  enhanceTabs(container);
});
