/** Where the documentation is published. */
export const DOCS_ADDRESS = "https://dreambooth-sandbox.github.io/dreambooth-sandbox/";
