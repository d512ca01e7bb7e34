import { createHash } from "node:crypto";
import { convert, type Options } from "openapi-to-postmanv2";
import { contractText, resolve, type Operation } from "../contract/contract.ts";
import { endpoints, findOperation } from "../contract/operations.ts";
import { separateForms, successContent } from "../contract/responses.ts";

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

/** The contract as a Postman collection: documented bodies, tests, and the same ids in every build. */
export async function postmanCollection(): Promise<Collection> {
  const collection = await convertContract();
  for (const { operation } of endpoints) adaptItem(findItem(collection, operation.summary), operation);
  const trainingId = trainingIdParameter()?.example ?? "";
  collection.variable.push({ key: "apiKey", value: "" }, { key: "trainingId", value: trainingId });
  collection.info["_postman_id"] = uuidOf("info");
  fixIds(collection, []);
  return collection;
}

function adaptItem(item: Item, operation: Operation): void {
  const [documented] = Object.values(operation.requestBody?.content["application/json"]?.examples ?? {});
  if (item.request?.body)
    item.request.body.raw = JSON.stringify({ ...Object(documented?.value), key: "{{apiKey}}" }, null, 2);
  for (const variable of item.request?.url.variable ?? [])
    if (variable.key === trainingIdParameter()?.name) variable.value = "{{trainingId}}";
  item.event = [{ listen: "test", script: { type: "text/javascript", exec: testsOf(operation) } }];
}

/** Returns what Postman runs after a request. A create's id goes to the requests after it. */
function testsOf(operation: Operation): string[] {
  const content = successContent(operation);
  const fields = content ? (resolve(separateForms(content).success).properties ?? {}) : {};
  const lines = {
    status: 'pm.test("The response is a success", () => pm.expect(response.status).to.eql("success"));',
    messege:
      'pm.test("It contains the training\'s status", () => pm.expect(response.messege).to.be.a("string"));',
    training_id: 'pm.collectionVariables.set("trainingId", response.training_id);',
  };
  const tests = Object.entries(lines).flatMap(([field, line]) => (field in fields ? [line] : []));
  return ["const response = pm.response.json();", ...tests];
}

function trainingIdParameter() {
  return findOperation("getTrainingStatus").parameters?.find((parameter) => parameter.in === "path");
}

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
