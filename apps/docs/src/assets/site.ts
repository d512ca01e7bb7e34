import { enhanceMenu } from "./menu.ts";
import { enhanceTabs } from "./tabs.ts";
import { enhanceTheme } from "./theme.ts";

enhanceTheme();
enhanceMenu();
document.querySelectorAll<HTMLElement>("[data-tabs]").forEach((container) => enhanceTabs(container));
