/** An operation of the contract. */
export interface Operation {
  /** Its `operationId`. */
  readonly id: string;
  readonly method: string;
  /** Its path, with the parameter in braces. */
  readonly path: string;
  /** The name of its path parameter. Absent if the path has none. */
  readonly pathParameter?: string;
  /**
   * `never`: the request is not sent again once it may have been received. `safe`: it may be sent again after any
   * transient failure.
   */
  readonly replay: "never" | "safe";
}

/** A status in broad terms, as the contract's `x-enumPhases` assigns it. */
export type Phase = "queued" | "running" | "succeeded" | "failed";
