/** Part of a package's public interface, as text that shows each change as a changed line. */
export interface Report {
  /** Its name in the folder `api/`: the package's folder, then the entry point, as in `client.webhook.api.md`. */
  file: string;
  text: string;
}
