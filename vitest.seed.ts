/** Sets the seed of all property tests: `FC_SEED=42 pnpm test`. Without it, every run draws its own seed. */
const text = process.env["FC_SEED"];

if (text) {
  const seed = Number(text);
  if (!Number.isInteger(seed)) throw new Error(`FC_SEED must be an integer (got "${text}")`);
  // Imported only here, so that a run without FC_SEED does not load fast-check in every test file.
  const { configureGlobal } = await import("fast-check");
  configureGlobal({ seed });
}
