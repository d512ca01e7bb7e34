import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../run.ts";

/** A key and a certificate in the PEM format. */
export interface Certificate {
  key: string;
  cert: string;
}

export interface Certificates {
  /** The file of the authority that signed all but `selfSigned`. */
  authorityFile: string;
  valid: Certificate;
  expired: Certificate;
  otherHost: Certificate;
  selfSigned: Certificate;
}

const EXTENSIONS = ["basicConstraints=CA:FALSE", "extendedKeyUsage=serverAuth"];

/** Creates an authority and the certificates of test servers with OpenSSL. */
export async function createCertificates(folder: string): Promise<Certificates> {
  const authorityFile = join(folder, "authority.pem");
  await openssl(folder, ["req", "-x509", ...newKey("authority"), "-subj", "/CN=Test", "-out", authorityFile]);
  const signed = ["-CA", authorityFile, "-CAkey", "authority.key"];
  return {
    authorityFile,
    valid: await createCertificate(folder, "valid", "IP:127.0.0.1", signed),
    expired: await createCertificate(folder, "expired", "IP:127.0.0.1", [...signed, "-days", "-1"]),
    otherHost: await createCertificate(folder, "otherHost", "DNS:other.invalid", signed),
    selfSigned: await createCertificate(folder, "selfSigned", "IP:127.0.0.1", ["-signkey", "selfSigned.key"]),
  };
}

async function createCertificate(
  folder: string,
  name: string,
  subject: string,
  signer: readonly string[],
): Promise<Certificate> {
  const request = `${name}.csr`;
  await openssl(folder, ["req", ...newKey(name), "-subj", "/CN=Test server", "-out", request]);
  await writeFile(join(folder, `${name}.ext`), [...EXTENSIONS, `subjectAltName=${subject}`].join("\n"));
  await openssl(folder, [
    "x509",
    "-req",
    "-in",
    request,
    "-extfile",
    `${name}.ext`,
    ...signer,
    "-out",
    `${name}.pem`,
  ]);
  return {
    key: await readFile(join(folder, `${name}.key`), "utf8"),
    cert: await readFile(join(folder, `${name}.pem`), "utf8"),
  };
}

function newKey(name: string): string[] {
  return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", `${name}.key`];
}

async function openssl(folder: string, args: readonly string[]): Promise<void> {
  await run("openssl", [...args], folder);
}
