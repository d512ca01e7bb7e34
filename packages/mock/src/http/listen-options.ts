/** Options of {@link Mock.listen}. */
export interface ListenOptions {
  /** The port; 0, the default, selects a free one. */
  port?: number;
  /** The host name or address; `127.0.0.1` by default. */
  host?: string;
  /** Further names that the `Host` header of requests may contain. Addresses, `localhost` and `host` are always permitted. */
  allowedHosts?: readonly string[];
}
