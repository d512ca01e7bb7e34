/** What a proxy records. */
export interface RecordOptions {
  /** The HAR file. It must not exist. */
  file: string;
  /** Whether everything but the API key is recorded. By default, all private values are replaced by placeholders. */
  full?: boolean;
}
