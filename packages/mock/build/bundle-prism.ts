import { createRequire } from "node:module";
import { dirname } from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { ENTRY_POINTS, FAKER, LEFT_OUT, renderLazyFaker, renderLeftOut } from "./replaced-modules.ts";

/** Faker with its English data, which is all that Prism uses. It is CommonJS, because Prism's code loads it with `require`. */
const FAKER_FILE = "./faker.cjs";

/** The modules of a bundle, by their paths from the package's folder. */
export type BundledModules = Metafile["inputs"];

const SHARED = {
  bundle: true,
  platform: "node",
  target: "node24.18",
  mainFields: ["module", "main"],
  metafile: true,
  // Names stay readable in stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  // THIRD-PARTY-NOTICES contains all licenses.
  legalComments: "none",
  logLevel: "warning",
} satisfies BuildOptions;

/** Bundles Prism's engine into one module and Faker into another. Returns the modules that they contain. */
export async function bundlePrism(source: string, folder: string): Promise<BundledModules> {
  const prism = dirname(createRequire(source).resolve("@stoplight/prism-http"));
  const [engine, faker] = await Promise.all([
    build({
      ...SHARED,
      entryPoints: [source],
      outfile: `${folder}/library.js`,
      format: "esm",
      // Prism's CommonJS modules load Node's modules with `require`, which ES modules do not have.
      banner: {
        js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
      },
      plugins: [replaceModules],
    }),
    build({
      ...SHARED,
      stdin: { contents: `export { faker } from "${FAKER}/locale/en";`, resolveDir: prism },
      outfile: `${folder}/${FAKER_FILE}`,
      format: "cjs",
    }),
  ]);
  return { ...engine.metafile.inputs, ...faker.metafile.inputs };
}

const replaceModules: Plugin = {
  name: "replace modules",
  setup(bundler) {
    const all = { filter: /^/ };
    bundler.onResolve(all, ({ path, resolveDir, kind }) => {
      const entryPoint = ENTRY_POINTS[path];
      if (entryPoint !== undefined) return bundler.resolve(entryPoint, { resolveDir, kind });
      if (path in LEFT_OUT) return { path, namespace: "left-out" };
      if (path === FAKER) return { path, namespace: "lazy-faker" };
      return path === FAKER_FILE ? { path, external: true } : undefined;
    });
    bundler.onLoad({ ...all, namespace: "left-out" }, ({ path }) => ({ contents: renderLeftOut(path) }));
    bundler.onLoad({ ...all, namespace: "lazy-faker" }, () => ({ contents: renderLazyFaker(FAKER_FILE) }));
  },
};
