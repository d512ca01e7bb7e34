import { Writable } from "node:stream";

/** A stream to which every write fails, as the system reports it. */
export function createBrokenStream(code: string): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) =>
      done(Object.assign(new Error(`write ${code}`), { code, syscall: "write" })),
  });
}

/** A pipe whose reader has ended. */
export function createBrokenPipe(): Writable {
  return createBrokenStream("EPIPE");
}
