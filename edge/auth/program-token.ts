/** A program's token: `genesis_` and, in base64url, the account's id and 24 random bytes. */
import { base64, base64Url, base64UrlToBytes, hex } from "../http/encoding.ts";
import { sha256 } from "../http/digest.ts";

const PREFIX = "genesis_";
const ID_BYTES = 16;
/** 192 bits: SHA-256 is enough for what is random itself. */
const SECRET_BYTES = 24;

export interface TokenSecret {
  readonly accountId: string;
  /** What PostgreSQL keeps of it. */
  readonly hashBase64: string;
}

/** Whether it says of itself that it is one. */
export function isProgramToken(text: string): boolean {
  return text.startsWith(PREFIX);
}

export async function newProgramToken(
  accountId: string,
): Promise<{ readonly token: string } & TokenSecret> {
  const id = accountId.replaceAll("-", "").match(/../g) ?? [];
  const bytes = new Uint8Array(ID_BYTES + SECRET_BYTES);
  bytes.set(id.map((byte) => Number.parseInt(byte, 16)));
  crypto.getRandomValues(bytes.subarray(ID_BYTES));
  const token = PREFIX + base64Url(bytes);
  return { token, accountId, hashBase64: await hashOf(token) };
}

/** Null where it cannot be one. */
export async function readProgramToken(token: string): Promise<TokenSecret | null> {
  const bytes = isProgramToken(token) ? base64UrlToBytes(token.slice(PREFIX.length)) : null;
  if (bytes?.length !== ID_BYTES + SECRET_BYTES) return null;
  const id = hex(bytes.subarray(0, ID_BYTES));
  const accountId = [8, 12, 16, 20, 32]
    .map((end, index, ends) => id.slice(ends[index - 1] ?? 0, end))
    .join("-");
  return { accountId, hashBase64: await hashOf(token) };
}

async function hashOf(token: string): Promise<string> {
  return base64(await sha256(token));
}
