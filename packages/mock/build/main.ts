import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundlePrism } from "./bundle-prism.ts";
import { renderNotices } from "./third-party-notices.ts";

const folder = join(import.meta.dirname, "..");
process.chdir(folder);
// The compiler's source map of the module that the bundle replaces.
await rm(join(folder, "dist/prism/library.js.map"), { force: true });
const modules = await bundlePrism(join(folder, "src/prism/library.ts"), join(folder, "dist/prism"));
await writeFile(join(folder, "dist/THIRD-PARTY-NOTICES"), await renderNotices(Object.keys(modules)));
