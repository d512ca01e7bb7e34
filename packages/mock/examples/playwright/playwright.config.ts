import { defineConfig } from "@playwright/test";

export default defineConfig({
  use: { baseURL: "http://127.0.0.1:4010" },
  webServer: {
    command: "npx dreambooth-sandbox-mock --port 4010 --speed 600000",
    url: "http://127.0.0.1:4010/__mock/health",
    reuseExistingServer: false,
  },
});
