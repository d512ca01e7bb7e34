export default {
  input: process.env.CONTRACT_FILE,
  output: { path: "./generated/hey-api", module: { extension: ".js" } },
  plugins: ["@hey-api/client-fetch"],
};
