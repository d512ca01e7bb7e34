import { programs } from "./index.mjs";

export default {
  async fetch(request) {
    if (request.method === "GET") return new Response("listening");
    const { name, input } = await request.json();
    return Response.json(await programs[name](input));
  },
};
