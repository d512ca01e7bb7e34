import { train } from "./train.mjs";

globalThis.train = train;
