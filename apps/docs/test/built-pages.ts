import { globSync } from "node:fs";
import { DIST } from "../src/dist.ts";

/** The paths of the site's pages below its root. */
export const builtPages: string[] = globSync("**/*.html", { cwd: DIST }).toSorted();
