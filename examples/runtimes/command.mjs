import { argv } from "node:process";
import { train } from "./train.mjs";

const [baseUrl, speed] = argv.slice(2);
console.log(JSON.stringify(await train(baseUrl, Number(speed))));
