import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application, Converter, OptionDefaults, type Context, type TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";

const DOCS = join(import.meta.dirname, "../..");

const OPTIONS: Partial<TypeDocOptions & PluginOptions> = {
  plugin: ["typedoc-plugin-markdown"],
  tsconfig: join(DOCS, "tsconfig.typedoc.json"),
  basePath: join(DOCS, "../../packages"),
  logLevel: "Warn",
  // Each package checks its own types, by the TypeScript of the project.
  skipErrorChecking: true,
  readme: "none",
  excludeExternals: true,
  disableSources: true,
  // The generated schema writes the contract's descriptions so.
  blockTags: [...OptionDefaults.blockTags, "@description"],
  outputFileStrategy: "modules",
  hideBreadcrumbs: true,
  hidePageHeader: true,
  hidePageTitle: true,
  useCodeBlocks: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "table",
  classPropertiesFormat: "table",
  typeDeclarationFormat: "table",
  tableColumnSettings: { hideInherited: true, hideModifiers: true, hideOverrides: true, hideSources: true },
};

/**
 * The public API of modules as Markdown, by the file that TypeDoc would write.
 *
 * @throws Error if TypeDoc warns of anything, such as a broken link or a type that is used but not exported.
 */
export async function readApis(entryPoints: string[], outputs: string[]): Promise<string[]> {
  const out = await mkdtemp(join(tmpdir(), "typedoc-"));
  try {
    const app = await Application.bootstrapWithPlugins({
      ...OPTIONS,
      entryPoints,
      outputs: [{ name: "markdown", path: out }],
    });
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, tidy);
    const project = await app.convert();
    if (project) {
      app.validate(project);
      await app.generateOutputs(project);
    }
    if (app.logger.hasWarnings() || app.logger.hasErrors())
      throw new Error("TypeDoc complains, see above: mend the TSDoc that it names.");
    return await Promise.all(outputs.map((output) => readFile(join(out, output), "utf8")));
  } finally {
    await rm(out, { recursive: true });
  }
}

/** Shows inherited members where they are declared only, and a `@description` as what it is. */
function tidy({ project }: Context): void {
  for (const reflection of Object.values(project.reflections)) {
    if (reflection.isDeclaration() && reflection.inheritedFrom) {
      project.removeReflection(reflection);
      continue;
    }
    const { comment } = reflection;
    if (!comment) continue;
    comment.summary.push(...comment.getTags("@description").flatMap(({ content }) => content));
    comment.removeTags("@description");
  }
}
