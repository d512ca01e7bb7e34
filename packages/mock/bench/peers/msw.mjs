import { serve } from "@hono/node-server";
import { getResponse, http, HttpResponse } from "msw";

// msw has no server and does not read contracts: one handler with the documented response, behind the server that Scalar's
// mock server uses.
const [port] = process.argv.slice(2);
const handlers = [
  http.post("*/api/sandbox/v3/fine_tune_status/:id", async ({ request }) => {
    const { key } = await request.json();
    return HttpResponse.json(
      key === "" ? { status: "error" } : { status: "success", messege: "model_ready" },
    );
  }),
];
const fetch = async (request) =>
  (await getResponse(handlers, request)) ?? new Response(null, { status: 404 });
serve({ fetch, port: Number(port), hostname: "127.0.0.1" });
