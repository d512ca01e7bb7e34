/** The browser: Debian's, or the one that `CHROMIUM` names. */
export const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
