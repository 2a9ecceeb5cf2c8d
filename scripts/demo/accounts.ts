/** The demo's users: an administrator and the wall tablet, with random passwords. */
import { createHmac, randomBytes, randomInt, randomUUID } from "node:crypto";
import { hashSync } from "bcryptjs";

export interface Account {
  id: string;
  credentialId: string;
  username: string;
  name: string;
  password: string;
  isAdmin: boolean;
}

export interface People {
  admin: Account;
  tablet: Account;
  /** The long-lived access token of the demo itself, for an administrator. */
  token: StoredToken;
  /** The TOTP secret in Base32, for an authenticator app. */
  otpSecret: string;
}

/** A refresh token as Home Assistant stores it; times are ISO 8601, durations in seconds. */
export interface StoredToken {
  id: string;
  user_id: string;
  client_id: string | null;
  client_name: string | null;
  client_icon: null;
  token_type: "normal" | "long_lived_access_token";
  created_at: string;
  access_token_expiration: number;
  token: string;
  jwt_key: string;
  last_used_at: string | null;
  last_used_ip: string | null;
  expire_at: number | null;
  credential_id: string | null;
  version: string;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/** For passwords that are easy to read and to type on a tablet. */
const SYLLABLES = ["ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "pa", "ro", "si", "tu"];
const TOKEN_LIFETIME = 3650 * 86_400;
const SESSION_LIFETIME = 90 * 86_400;
const OLD_DAYS = 4 * 365;
/** Low, to be fast: these passwords are only used by the demo. */
const BCRYPT_ROUNDS = 6;

export function makePeople(): People {
  const admin = account("admin", "Administrator", true);
  return {
    admin,
    tablet: account("tablet", "Wall tablet", false),
    token: longLivedToken(admin.id, "Demo"),
    otpSecret: Array.from(randomBytes(32), (byte) => BASE32[byte % 32]).join(""),
  };
}

/** Return the stored form of a password. */
export function hashed(password: string): string {
  return Buffer.from(hashSync(password, BCRYPT_ROUNDS)).toString("base64");
}

export function longLivedToken(userId: string, name: string): StoredToken {
  return {
    ...blankToken(userId),
    client_name: name,
    token_type: "long_lived_access_token",
    access_token_expiration: TOKEN_LIFETIME,
  };
}

/** Return a session that was last used yesterday from an address. */
export function session(person: Account, from: string): StoredToken {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  return {
    ...blankToken(person.id),
    client_id: "https://home.example.org/",
    token_type: "normal",
    access_token_expiration: 1800,
    last_used_at: yesterday,
    last_used_ip: from,
    expire_at: Date.now() / 1000 + SESSION_LIFETIME,
    credential_id: person.credentialId,
  };
}

/** Return an old long-lived access token and a session that never expires. */
export function oldTokens(person: Account): StoredToken[] {
  const then = new Date(Date.now() - OLD_DAYS * 86_400_000).toISOString();
  const token = { ...longLivedToken(person.id, "Old script"), created_at: then };
  return [token, { ...session(person, "192.168.77.30"), expire_at: null }];
}

/** Return the access token (JWT) for a stored token, as Home Assistant would issue it. */
export function bearer(token: StoredToken): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: token.id, iat: now, exp: now + TOKEN_LIFETIME };
  const [head, body] = [{ alg: "HS256", typ: "JWT" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const signature = createHmac("sha256", token.jwt_key)
    .update(`${head}.${body}`)
    .digest("base64url");
  return `${head}.${body}.${signature}`;
}

/** Return the one-time code at a time (RFC 6238, 30 s, 6 digits). */
export function oneTimeCode(secret: string, at = Date.now()): string {
  const bits = [...secret]
    .map((char) => BASE32.indexOf(char).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function account(username: string, name: string, isAdmin: boolean): Account {
  const password = Array.from({ length: 6 }, () => SYLLABLES[randomInt(SYLLABLES.length)]).join("");
  const [id, credentialId] = [identifier(), identifier()];
  return { id, credentialId, username, name, password, isAdmin };
}

function blankToken(userId: string): StoredToken {
  return {
    id: identifier(),
    user_id: userId,
    client_id: null,
    client_name: null,
    client_icon: null,
    token_type: "normal",
    created_at: new Date().toISOString(),
    access_token_expiration: 0,
    token: randomBytes(64).toString("hex"),
    jwt_key: randomBytes(64).toString("hex"),
    last_used_at: null,
    last_used_ip: null,
    expire_at: null,
    credential_id: null,
    version: "2026.11.0",
  };
}

export function identifier(): string {
  return randomUUID().replaceAll("-", "");
}
