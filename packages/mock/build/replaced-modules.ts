/** Modules that Prism imports and the mock never calls, with the reason. In the bundle, they throw when they are used. */
export const LEFT_OUT: Record<string, string> = {
  "@stoplight/http-spec/postman/operation": "the contract is an OpenAPI document, not a Postman collection",
  "@stoplight/http-spec/oas2/operation": "the contract is an OpenAPI 3.1 document",
  "node-fetch": "the mock sends requests and webhooks itself",
  "http-proxy-agent": "the mock sends requests and webhooks itself",
  "https-proxy-agent": "the mock sends requests and webhooks itself",
  pino: "the mock has its own log",
};

/** Packages that are bundled from another entry point. */
export const ENTRY_POINTS: Record<string, string> = {
  // Its ES module writes to a global `module`, which Vitest defines without `exports`.
  "@jsdevtools/ono": "@jsdevtools/ono/cjs/index.js",
};

/** Faker's data is most of Prism. It serves `x-faker` in a schema with `dynamic` alone, so it is loaded when that is used. */
export const FAKER = "@faker-js/faker";

/** Returns the source of a module that throws when it is used. */
export function renderLeftOut(name: string): string {
  const message = `${name} is not in the mock's bundle of Prism: ${LEFT_OUT[name]}.`;
  return `module.exports = new Proxy({}, { get() { throw new Error(${JSON.stringify(message)}); } });`;
}

/** Returns the source of a module that loads Faker from a file beside the bundle when it is used. */
export function renderLazyFaker(file: string): string {
  return `exports.faker = new Proxy({}, { get: (_, name) => require(${JSON.stringify(file)}).faker[name] });`;
}
