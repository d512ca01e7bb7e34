/** How `--strict` differs from `prism mock`. The README's table is generated from it, and the differential test accepts no other. */
export const differences = {
  invalid: {
    request: "An invalid request",
    prism: "the contract's 400 example",
    mock: "the 422 or 415 problem document that Prism has for a contract without a 400",
  },
  life: {
    request: "A valid request without a preference",
    prism: "the first example",
    mock: "the training's own: a new `training_id`, its status, or `training id not found`",
  },
  keys: {
    request: "A valid request with a key of the table above",
    prism: "the first example",
    mock: "the key's response",
  },
  preferences: {
    request: "`Prefer: scenario=…` or `fault=…`",
    prism: "ignored",
    mock: "obeyed; 400 if the name does not exist",
  },
  dynamic: {
    request: "`Prefer: dynamic=true`",
    prism: "a random body",
    mock: "another random body",
  },
  negotiation: {
    request: "A preferred code that has no such example, or none that `Accept` allows",
    prism: "500",
    mock: "404 or 406",
  },
  json: {
    request: "A body that is not valid JSON",
    prism: "no response, ever",
    mock: "400",
  },
  form: {
    request: "`Content-Type` of a form without a body that it describes",
    prism: "the process exits",
    mock: "as for an unsupported type",
  },
  empty: {
    request: "An empty body in chunks",
    prism: "no response, ever",
    mock: "as without a body",
  },
  accept: {
    request: "A malformed element of `Accept`, such as `*`",
    prism: "the process exits",
    mock: "the element is ignored",
  },
  contentType: {
    request: "A malformed `Content-Type`",
    prism: "500, or the process exits",
    mock: "malformed parameters are ignored; a malformed type is an unsupported one",
  },
  charset: {
    request: "A `charset` that is not UTF-8",
    prism: "decoded by it; 400 or 500 if it is unknown",
    mock: "ignored: JSON is UTF-8",
  },
  chunked: {
    request: "A body in chunks, without its length",
    prism: "the media type is not checked",
    mock: "checked",
  },
  escape: {
    request: "A broken escape in the `training_id`, such as `%zz`",
    prism: "the process exits",
    mock: "part of the id",
  },
  comma: {
    request: "A comma in the `training_id`",
    prism: "a list, which is refused",
    mock: "part of the id",
  },
  many: {
    request: "More than 100 violations",
    prism: "all are in the problem document",
    mock: "the first 100",
  },
  depth: {
    request: "JSON with more than 100 levels",
    prism: "validated",
    mock: "400",
  },
  control: {
    request: "A path that begins with `/__mock/`",
    prism: "404",
    mock: "the control API",
  },
  size: {
    request: "A body of more than 1 MiB",
    prism: "accepted up to 10 MB",
    mock: "413",
  },
} satisfies Record<string, Difference>;

export interface Difference {
  request: string;
  prism: string;
  mock: string;
}

export type DifferenceName = keyof typeof differences;
