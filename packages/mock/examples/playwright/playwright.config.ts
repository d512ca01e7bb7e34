import { defineConfig } from "@playwright/test";

export default defineConfig({
  fullyParallel: true,
  workers: 4,
  use: { baseURL: "http://127.0.0.1:4010" },
  webServer: {
    command: "npx dreambooth-sandbox-mock --port 4010",
    url: "http://127.0.0.1:4010/__mock/health",
    reuseExistingServer: false,
  },
});
