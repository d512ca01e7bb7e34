import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BASELINE_FOLDER, CONTRACT, readBaselines, renderReports } from "./public-interface.ts";

// `pnpm move-baselines`: what the packages offer now becomes what the next release is compared with.
const repository = join(import.meta.dirname, "../../..");
const folder = join(repository, BASELINE_FOLDER);

const reports = await renderReports(repository);
mkdirSync(folder, { recursive: true });
for (const { file } of readBaselines(repository)) rmSync(join(folder, file));
for (const { file, text } of reports) writeFileSync(join(folder, file), text);
copyFileSync(join(repository, CONTRACT.file), join(repository, CONTRACT.baseline));
