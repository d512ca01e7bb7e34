export default {
  dreambooth: {
    input: process.env.CONTRACT_FILE,
    output: {
      target: "./generated/orval.ts",
      client: "fetch",
      baseUrl: { runtime: "process.env.BASE_URL" },
    },
  },
};
