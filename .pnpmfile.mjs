/** What pnpm calls; see https://pnpm.io/pnpmfile. */
export const hooks = {
  /** Removes what only development needs from a manifest before it is packed. The file in the repository stays as it is. */
  beforePacking(manifest) {
    const { devDependencies, scripts, "size-limit": sizeLimit, ...published } = manifest;
    return published;
  },
};
