import { createClient, isSurelyNotSent, ValidationError } from "@dreambooth-sandbox/client";
import { expect, test } from "vitest";
import { isBlockedPort } from "../src/http/blocked-ports.ts";

/** The "bad ports" of the Fetch standard. */
const standard = [
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

test("isBlockedPort returns true for exactly the ports that the Fetch standard blocks", () => {
  const blocked = Array.from({ length: 65_536 }, (_, port) => port).filter((port) =>
    isBlockedPort(String(port)),
  );
  expect(blocked).toEqual(standard);
  expect(isBlockedPort("")).toBe(false);
});

test.each(["http://localhost:6000", "https://example.com:1", "http://127.0.0.1:0/base"])(
  "a base URL of %s is refused before anything is sent",
  (baseUrl) => {
    const error = catchError(() => createClient({ apiKey: "test-key", baseUrl }));
    expect(error).toBeInstanceOf(ValidationError);
    expect(String(error)).toContain("or a blocked port");
    expect(isSurelyNotSent(error)).toBe(true);
  },
);

test("the default ports and all others are accepted", () => {
  for (const baseUrl of [
    "https://example.com",
    "https://example.com:443",
    "http://localhost:80",
    "http://[::1]:8080",
  ])
    expect(() => createClient({ apiKey: "test-key", baseUrl })).not.toThrow();
});
