/**
 * Writers' model keys as they are stored: AES-256-GCM under a key that HKDF makes of GENESIS_SECRET,
 * bound to the account. The worker reads them in Python (flows/genesis_flows/providers/model_keys.py);
 * the format stands in docs/models.md, and tests/vectors/model-keys.json holds both to it.
 */

/** @throws UnreadableKey where no secret that is known opens it, or it is another account's */
export interface ModelKeys {
  /** @param accountId whose key it is: for another one it does not open */
  encrypt(accountId: string, key: string): Promise<string>;
  decrypt(accountId: string, stored: string): Promise<string>;
}

export class UnreadableKey extends Error {}

const FORMAT = "v1";
const NONCE_BYTES = 12;
const encoder = new TextEncoder();

/** @param secrets GENESIS_SECRET's: the first encrypts, all decrypt; null where there is none */
export function createModelKeys(secrets: readonly string[]): ModelKeys | null {
  if (secrets.length === 0) return null;
  const derived = secrets.map((secret) => derive(secret));
  // What fails is told to whoever asks; nobody may have asked yet.
  for (const each of derived) each.catch(() => undefined);

  return {
    async encrypt(accountId, key) {
      const [first] = derived;
      if (first === undefined) throw new UnreadableKey("there is no secret");
      const { id, cipher } = await first;
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv: nonce, additionalData: boundTo(accountId) },
        cipher,
        encoder.encode(key),
      );
      return `${FORMAT}.${id}.${base64Url(new Uint8Array([...nonce, ...new Uint8Array(sealed)]))}`;
    },
    async decrypt(accountId, stored) {
      const [format, id, body = ""] = stored.split(".");
      const known = (await Promise.all(derived)).find((each) => each.id === id);
      if (format !== FORMAT || known === undefined) {
        throw new UnreadableKey("the key was encrypted with another GENESIS_SECRET");
      }
      const bytes = fromBase64Url(body);
      try {
        const opened = await crypto.subtle.decrypt(
          {
            name: "AES-GCM",
            iv: bytes.slice(0, NONCE_BYTES),
            additionalData: boundTo(accountId),
          },
          known.cipher,
          bytes.slice(NONCE_BYTES),
        );
        return new TextDecoder().decode(opened);
      } catch {
        throw new UnreadableKey("the stored key is damaged, or another account's");
      }
    },
  };
}

interface DerivedKey {
  readonly id: string;
  readonly cipher: Awaited<ReturnType<typeof crypto.subtle.importKey>>;
}

async function derive(secret: string): Promise<DerivedKey> {
  const material = await crypto.subtle.importKey("raw", encoder.encode(secret), "HKDF", false, [
    "deriveBits",
    "deriveKey",
  ]);
  const hkdf = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: encoder.encode("genesis-studio"),
    info: encoder.encode(info),
  });
  const [idBits, cipher] = await Promise.all([
    crypto.subtle.deriveBits(hkdf("model-keys v1 key id"), material, 64),
    crypto.subtle.deriveKey(
      hkdf("model-keys v1 key"),
      material,
      { name: "AES-GCM", length: 256 },
      false,
      ["encrypt", "decrypt"],
    ),
  ]);
  const id = [...new Uint8Array(idBits)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, cipher };
}

function boundTo(accountId: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(`model-keys v1 ${accountId.toLowerCase()}`);
}

function base64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    throw new UnreadableKey("the stored key is damaged");
  }
}
