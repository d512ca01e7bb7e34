import { createHash } from "node:crypto";
import { convert, type Options } from "openapi-to-postmanv2";
import { contractText } from "../contract/contract.ts";
import { endpoints } from "../contract/operations.ts";

/** The parts of a Postman collection that are adapted here. */
interface Item {
  id?: string;
  name?: string;
  request?: { url: { variable?: { key: string; value: string }[] }; body?: { raw: string } };
  item?: Item[];
  response?: Item[];
  event?: object[];
}

interface Collection extends Item {
  info: Record<string, unknown>;
  variable: { key: string; value: string }[];
}

const VARIABLES = { apiKey: "", trainingId: "F5jvdzGnYi" };

/** The contract as a Postman collection: documented bodies, tests, and the same ids in every build. */
export async function postmanCollection(): Promise<Collection> {
  const collection = await convertContract();
  for (const { operation } of endpoints) {
    const item = findItem(collection, operation.summary);
    const [documented] = Object.values(operation.requestBody.content["application/json"]?.examples ?? {});
    if (item.request?.body)
      item.request.body.raw = JSON.stringify({ ...Object(documented?.value), key: "{{apiKey}}" }, null, 2);
    for (const variable of item.request?.url.variable ?? []) variable.value = "{{trainingId}}";
    item.event = [{ listen: "test", script: { type: "text/javascript", exec: TESTS } }];
  }
  collection.variable.push(...Object.entries(VARIABLES).map(([key, value]) => ({ key, value })));
  collection.info["_postman_id"] = uuidOf("info");
  fixIds(collection, []);
  return collection;
}

/** Postman runs these after each request; a create's id goes to the requests after it. */
const TESTS = [
  "const reply = pm.response.json();",
  'pm.test("the reply is a success", () => pm.expect(reply.status).to.eql("success"));',
  'pm.test("it says how far the training is", () => pm.expect(reply.messege).to.be.a("string"));',
  'if (reply.training_id) pm.collectionVariables.set("trainingId", reply.training_id);',
];

function convertContract(): Promise<Collection> {
  const options: Options = {
    folderStrategy: "Tags",
    requestParametersResolution: "Example",
    exampleParametersResolution: "Example",
  };
  return new Promise((resolve, reject) => {
    convert({ type: "string", data: contractText }, options, (error, conversion) => {
      const data = conversion?.output?.[0]?.data;
      if (error || !data)
        reject(
          new Error("The contract could not be made a Postman collection.", {
            cause: error ?? conversion?.reason,
          }),
        );
      else resolve(data as Collection);
    });
  });
}

function findItem(collection: Item, name: string): Item {
  const found = allItems(collection).find((item) => item.name === name && item.request);
  if (!found) throw new Error(`The Postman collection has no request "${name}".`);
  return found;
}

function allItems({ item = [] }: Item): Item[] {
  return item.flatMap((child) => [child, ...allItems(child)]);
}

/** Ids are random: names and places make them stable. */
function fixIds(item: Item, place: string[]): void {
  const id = uuidOf(place.join("/"));
  if (item.id) item.id = id;
  const children = [...(item.item ?? []), ...(item.response ?? [])];
  children.forEach((child, index) => fixIds(child, [...place, `${index} ${child.name}`]));
}

function uuidOf(text: string): string {
  const hex = createHash("sha256").update(`dreambooth-sandbox ${text}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
