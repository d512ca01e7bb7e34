/** How long a lease lasts. */
export const LEASE_MS = 20_000;

/** The right to do a job. The id and the attempt are its fencing number: no two leases share them. */
export interface Lease {
  queue: string;
  /** What the job is about: a training's id. */
  key: string;
  id: string;
  attempt: number;
}
