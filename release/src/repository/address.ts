/** The addresses that follow from the place of the repository on GitHub. */
export interface Address {
  /** The repository's page, without a slash at the end. */
  web: string;
  /** What npm expects as `repository.url`. */
  git: string;
  /** Where problems are reported. */
  issues: string;
  /** Where GitHub Pages serves the documentation. */
  pages: string;
}

const GITHUB_REPOSITORY =
  /^(?:git\+)?https:\/\/github\.com\/(?<organization>[\w-]+)\/(?<name>[\w.-]+?)(?:\.git)?\/?$/;

/**
 * Returns the addresses of a repository on GitHub.
 *
 * @param url `https://github.com/ORGANIZATION/NAME`, also with `git+` and `.git` around it.
 */
export function parseAddress(url: string): Address {
  const { organization, name } = GITHUB_REPOSITORY.exec(url)?.groups ?? {};
  if (organization === undefined || name === undefined) {
    throw new TypeError(
      `"${url}" is not the address of a repository. Expected https://github.com/ORGANIZATION/NAME.`,
    );
  }
  const web = `https://github.com/${organization}/${name}`;
  return {
    web,
    git: `git+${web}.git`,
    issues: `${web}/issues`,
    pages: `https://${organization.toLowerCase()}.github.io/${name}/`,
  };
}
