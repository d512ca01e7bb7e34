import { train } from "./train.mjs";

export default {
  async fetch(request) {
    const query = new URL(request.url).searchParams;
    return Response.json(await train(query.get("baseUrl"), Number(query.get("speed"))));
  },
};
