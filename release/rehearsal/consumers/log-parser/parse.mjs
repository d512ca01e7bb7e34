import { parseLog } from "@dreambooth-sandbox/log-parser";

console.log(parseLog(process.env.STEP_LOG).outcome);
