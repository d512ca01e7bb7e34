import { createServer } from "node:http";

/** What the mock is compared with: a server that reads the request and sends the documented status response. */
const BODY = JSON.stringify({
  status: "success",
  messege: "model_ready",
  data: " /n Step:1 Training Started, 5 Steps to go : ETA : 30 minutes /n Step:2 Training Done, 4 Steps to go : ETA : 15 minutes /n Step:3 Model Uploading, 3 Steps to go : ETA : 10 minutes /n  /n Step:4 Model Uploaded, 2 Steps to go : ETA : 5 minutes /n Model loaded successfully",
});
const HEADERS = { "content-type": "application/json", "content-length": Buffer.byteLength(BODY) };

const server = createServer((request, response) => {
  request.resume().once("end", () => response.writeHead(200, HEADERS).end(BODY));
});
server.listen(Number(process.argv[2]), "127.0.0.1");
