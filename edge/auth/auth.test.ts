import { describe, expect, test } from "vitest";
import { signCookie, verifyCookie } from "./account-cookie.ts";
import { readCookie } from "./cookies.ts";
import { createKeyRing } from "./key-ring.ts";
import { isSameOriginWrite, originPolicy } from "../http/same-origin.ts";
import { uuidV7 } from "./uuid-v7.ts";

const ACCOUNT = "01890000-0000-7000-8000-000000000000";
const BROWSER = "01890000-0000-7000-8000-000000000001";
const DAY = 86_400;

function installation(...keyIds: readonly string[]) {
  return {
    installation_id: "01890000-0000-7000-8000-0000000000ff",
    signing_keys: keyIds.map((key_id, n) => ({
      key_id,
      secret_base64: btoa(`${key_id}-a-secret-of-32-bytes`),
      retired: n > 0,
      signs_from: new Date(-n).toISOString(),
    })),
  };
}
const KEYS = [
  "01890000-0000-7000-8000-00000000000a",
  "01890000-0000-7000-8000-00000000000b",
] as const;

describe("an account's cookie", () => {
  const ringOf = (...ids: readonly string[]) =>
    createKeyRing(() => Promise.resolve(installation(...ids))).load();

  test("is good for 400 days, old after 30, and not from tomorrow", async () => {
    const ring = await ringOf(KEYS[0]);
    const value = signCookie(ring, "n", ACCOUNT, 1_000 * DAY, BROWSER);
    const at = async (day: number) => {
      const verified = await verifyCookie(ring, "n", value, day * DAY);
      return verified.outcome === "VALID" ? verified.isOld : verified.outcome;
    };
    expect(await at(1_000)).toBe(false);
    expect(await at(1_031)).toBe(true);
    expect(await at(1_400)).toBe(true);
    expect(await at(1_401)).toBe("INVALID");
    expect(await at(999)).toBe("INVALID");
    // From before browsers had ids: renewed at once, with the id that follows from it.
    const before = signCookie(ring, "n", ACCOUNT, 1_000 * DAY);
    const first = await verifyCookie(ring, "n", before, 1_000 * DAY);
    expect(first).toMatchObject({ outcome: "VALID", isOld: true });
    expect(await verifyCookie(ring, "n", before, 1_001 * DAY)).toEqual(first);
  });

  test("is signed for its name, and by a key that is known", async () => {
    const ring = await ringOf(KEYS[0]);
    const value = signCookie(ring, "n", ACCOUNT, 0);
    expect(await verifyCookie(ring, "other", value, 0)).toEqual({ outcome: "INVALID" });
    expect(await verifyCookie(await ringOf(KEYS[1]), "n", value, 0)).toEqual({
      outcome: "UNKNOWN_KEY",
    });
    // A retired key signs nothing new and still verifies.
    const rotated = await ringOf(KEYS[1], KEYS[0]);
    expect(await verifyCookie(rotated, "n", value, 0)).toMatchObject({ outcome: "VALID" });
    expect(signCookie(rotated, "n", ACCOUNT, 0)).toContain(KEYS[1]);
  });

  test("is found among others by its exact name", () => {
    expect(readCookie("a=1; genesis_x=2; b=3", "genesis_x")).toBe("2");
    expect(readCookie("xgenesis_x=2; genesis_xx=3", "genesis_x")).toBeNull();
    expect(readCookie(undefined, "genesis_x")).toBeNull();
  });
});

describe("the key ring", () => {
  test("is read once for many who ask, and again at most once a second", async () => {
    let reads = 0;
    const ring = createKeyRing(() => {
      reads += 1;
      return Promise.resolve(installation(KEYS[0]));
    });
    await Promise.all([ring.load(), ring.load(), ring.load()]);
    await Promise.all([ring.reload(), ring.reload()]);
    expect(reads).toBe(1);
  });

  test("keeps what it has while the database is away", async () => {
    let isAway = false;
    const ring = createKeyRing(() =>
      isAway ? Promise.reject(new Error("away")) : Promise.resolve(installation(KEYS[0])),
    );
    const first = await ring.load();
    isAway = true;
    expect(await ring.load()).toBe(first);
    expect(ring.current()).toBe(first);
  });
});

describe("a write's origin", () => {
  const passes = (host: string, publicUrl: string | null, origin: string, asked: string) =>
    isSameOriginWrite(originPolicy(host, publicUrl), {
      origin,
      host: asked,
      secFetchSite: undefined,
    });

  test("is PUBLIC_URL where that is set, and any name of this machine where that is one", () => {
    expect(passes("0.0.0.0", "https://a.example", "https://a.example", "inner:80")).toBe(true);
    expect(passes("0.0.0.0", "https://a.example", "http://a.example", "a.example")).toBe(false);
    expect(passes("0.0.0.0", "https://a.example", "https://b.example", "b.example")).toBe(false);
    expect(passes("127.0.0.1", "http://127.0.0.1:1", "http://localhost:1", "x")).toBe(true);
    expect(passes("127.0.0.1", "http://127.0.0.1:1", "http://localhost:2", "x")).toBe(false);
  });

  test("is else the host that was asked for, but no stranger's name for this machine", () => {
    expect(passes("0.0.0.0", null, "http://10.0.0.7:8787", "10.0.0.7:8787")).toBe(true);
    expect(passes("0.0.0.0", null, "http://10.0.0.8:8787", "10.0.0.7:8787")).toBe(false);
    expect(passes("127.0.0.1", null, "http://localhost:8787", "localhost:8787")).toBe(true);
    expect(passes("127.0.0.1", null, "http://rebound.example:8787", "rebound.example:8787")).toBe(
      false,
    );
    expect(passes("127.0.0.1", null, "null", "localhost:8787")).toBe(false);
  });
});

test("an account's id is a UUIDv7 of now", () => {
  const id = uuidV7(1_795_479_113_000);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(1_795_479_113_000);
  expect(uuidV7()).not.toBe(uuidV7());
});
