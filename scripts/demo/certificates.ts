/** Certificates made on the spot: an authority and a leaf for this machine. */
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY = 86_400_000;
/** A certificate that ended was valid before; all of them began this long before their end. */
const LIFETIME = 90;

export interface Certificates {
  certificate: string;
  key: string;
  authority: string;
}

/** Write a chain whose leaf ends in `days` days (below 0: ended) and return the files' paths. */
export async function makeCertificates(folder: string, days: number): Promise<Certificates> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const [authorityKeys, keys] = [await keyPair(), await keyPair()];
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: "CN=Demo Authority",
    notBefore: new Date(Date.now() - 400 * DAY),
    notAfter: new Date(Date.now() + 400 * DAY),
    signingAlgorithm: ALGORITHM,
    keys: authorityKeys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: "02",
    subject: "CN=localhost",
    issuer: authority.subject,
    notBefore: new Date(Date.now() + (Math.min(days, LIFETIME) - LIFETIME) * DAY - 60_000),
    notAfter: new Date(Date.now() + days * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
      ]),
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const [leafPem, authorityPem] = [leaf.toString("pem"), authority.toString("pem")];
  return {
    certificate: write("fullchain.pem", `${leafPem}\n${authorityPem}\n`),
    key: write("privkey.pem", x509.PemConverter.encode(pkcs8, "PRIVATE KEY")),
    authority: write("authority.pem", `${authorityPem}\n`),
  };
}

function keyPair(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, [
    "sign",
    "verify",
  ]) as Promise<CryptoKeyPair>;
}
