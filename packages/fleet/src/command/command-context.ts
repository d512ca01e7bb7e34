/** What the command needs from its process. */
export interface CommandContext {
  stdout: { write: (text: string) => unknown };
  stderr: { write: (text: string) => unknown };
  env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the command must stop. */
  signal: AbortSignal;
}
