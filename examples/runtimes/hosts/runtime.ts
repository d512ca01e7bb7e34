/** Where the packed client and the programs are installed. */
export interface Site {
  folder: string;
  /** The file of the authority that signed the certificates of the test's servers. */
  authorityFile: string;
}

/** How a runtime's own `fetch` behaves, and what it reports. */
export type Family = "node" | "bun" | "deno" | "workerd" | "browser";

/** Restricts what the process of a program can do. Only processes of their own can be restricted. */
export type Restriction = "no route" | "no descriptors";

export interface Runtime {
  name: string;
  family: Family;
  /** The npm package that carries the binary; without it the runtime is not from npm. */
  package?: string;
  /** Where the package's binary is. */
  binaryPath?: string;
  /** Runs a program with an input, and returns its result. */
  call(
    binary: string,
    site: Site,
    program: string,
    input: unknown,
    restriction?: Restriction,
  ): Promise<unknown>;
}
