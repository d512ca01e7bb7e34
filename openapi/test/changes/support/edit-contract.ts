import { parseDocument } from "yaml";
import type { Document } from "yaml";
import type { CopiedTree } from "./copied-tree.ts";

const CONTRACT = "openapi/openapi.yaml";

/** The contract as a YAML document. Comments and the order of keys survive an edit. */
export type ContractDocument = Document;

/** Changes the contract of a copied tree. */
export function editContract(tree: CopiedTree, edit: (contract: ContractDocument) => void): void {
  const contract = parseDocument(tree.read(CONTRACT));
  edit(contract);
  tree.write(CONTRACT, contract.toString({ lineWidth: 0 }));
}
