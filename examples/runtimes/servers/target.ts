/** What a case sends its create to. */
export interface Target {
  url: string;
  /** How many creates arrived completely. */
  countCreates(): number;
  close(): Promise<void> | void;
}

const STATUS = { status: "processing", messege: "deploying_gpu", data: "" };

/** A response body that fits any status request. */
export const statusBody = JSON.stringify(STATUS);
/** A response body that fits any create. */
export const createdBody = JSON.stringify({ ...STATUS, status: "success", training_id: "F5jvdzGnYi" });

/** Returns whether a request is a create. */
export function isCreate(method: string | undefined, path: string | undefined): boolean {
  return method === "POST" && path?.endsWith("/fine_tune") === true;
}
