/** Generate a certificate authority and a server certificate. */
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY = 86_400_000;
/** Every certificate is valid for this many days, also an expired one. */
const LIFETIME = 90;
/** The remaining days of a certificate that was renewed yesterday. */
const RENEWED_DAYS = LIFETIME - 1;

export interface CertificatePlan {
  /** The number of days until it expires; negative if it has expired. */
  days: number;
  /** Subject alternative names. */
  hosts: readonly string[];
  /** Whether Home Assistant trusts its certificate authority. */
  trusted: boolean;
}

/** The paths of PEM files. */
export interface Certificates {
  certificate: string;
  key: string;
  authority: string;
}

/**
 * Write a certificate authority and a server certificate to a folder. With `renewedIn`, also write
 * a renewed certificate to that folder: same authority, same names, later expiry date.
 */
export async function makeCertificates(
  folder: string,
  plan: CertificatePlan,
  renewedIn: string | null = null,
): Promise<Certificates> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const [authorityKeys, keys] = [await keyPair(), await keyPair()];
  const authority = await makeAuthority(authorityKeys);
  const sign = (days: number): Promise<x509.X509Certificate> =>
    makeLeaf({ ...plan, days }, keys.publicKey, authority, authorityKeys.privateKey);
  const leaf = await sign(plan.days);
  if (renewedIn) {
    mkdirSync(renewedIn, { recursive: true });
    writeFileSync(join(renewedIn, "fullchain.pem"), (await sign(RENEWED_DAYS)).toString("pem"));
  }
  const pkcs8 = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  mkdirSync(join(folder, "tls"), { recursive: true });
  const write = (name: string, text: string): string => {
    const path = join(folder, "tls", name);
    writeFileSync(path, `${text}\n`, { mode: 0o600 });
    return path;
  };
  const [leafPem, authorityPem] = [leaf.toString("pem"), authority.toString("pem")];
  return {
    certificate: write("fullchain.pem", `${leafPem}\n${authorityPem}`),
    key: write("privkey.pem", x509.PemConverter.encode(pkcs8, "PRIVATE KEY")),
    authority: write("authority.pem", authorityPem),
  };
}

function makeAuthority(keys: CryptoKeyPair): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: "01",
    name: "CN=Demo Authority",
    notBefore: new Date(Date.now() - 400 * DAY),
    notAfter: new Date(Date.now() + 400 * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
  });
}

function makeLeaf(
  { days, hosts }: CertificatePlan,
  publicKey: CryptoKey,
  authority: x509.X509Certificate,
  signingKey: CryptoKey,
): Promise<x509.X509Certificate> {
  const names = hosts.map((value) => ({
    type: /^[\d.]+$/.test(value) ? ("ip" as const) : ("dns" as const),
    value,
  }));
  return x509.X509CertificateGenerator.create({
    serialNumber: "02",
    subject: `CN=${hosts[0] ?? ""}`,
    issuer: authority.subject,
    notBefore: new Date(Date.now() + (Math.min(days, LIFETIME) - LIFETIME) * DAY - 60_000),
    notAfter: new Date(Date.now() + days * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey,
    signingKey,
    extensions: [new x509.SubjectAlternativeNameExtension(names)],
  });
}

function keyPair(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, [
    "sign",
    "verify",
  ]) as Promise<CryptoKeyPair>;
}
