import { Hono } from "hono";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";
import { trustedProxies } from "./trusted-proxies.ts";

async function addressOf(peer: string | undefined, forwarded?: string, proxies: string[] = []) {
  return addressBy(peer, forwarded === undefined ? {} : { "x-forwarded-for": forwarded }, proxies);
}

async function addressBy(
  peer: string | undefined,
  headers: Readonly<Record<string, string>>,
  proxies: string[] = [],
) {
  const app = new Hono();
  app.get("/", (c) => c.text(clientAddress(c, () => peer, trustedProxies(proxies))));
  return (await app.request("/", { headers })).text();
}

test("is the peer's, whatever it claims", async () => {
  expect(await addressOf("203.0.113.7")).toBe("203.0.113.7");
  expect(await addressOf("203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
  expect(await addressOf("::ffff:203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
  expect(await addressOf(undefined, "198.51.100.1")).toBe("");
});

test("is this machine's where nobody named it a proxy, whatever a proxy on it passes on", async () => {
  for (const peer of ["127.0.0.1", "::ffff:127.0.0.1"]) {
    expect(await addressOf(peer, "203.0.113.7")).toBe("127.0.0.1");
  }
  expect(await addressOf("::1", "203.0.113.7")).toBe("0:0:0:0::/64");
  expect(await addressBy("127.0.0.1", { forwarded: "for=203.0.113.7" })).toBe("127.0.0.1");
});

test("is what a trusted proxy saw, and not what the client wrote before it", async () => {
  const proxies = ["10.0.0.0/8", "2001:db8:1::1"];
  expect(await addressOf("127.0.0.1", "1.1.1.1, 203.0.113.7", ["127.0.0.0/8"])).toBe("203.0.113.7");
  expect(await addressOf("10.1.2.3", "1.1.1.1, 203.0.113.7", proxies)).toBe("203.0.113.7");
  expect(await addressOf("10.1.2.3", "1.1.1.1, 203.0.113.7, 10.9.9.9", proxies)).toBe(
    "203.0.113.7",
  );
  expect(await addressOf("2001:db8:1::1", "203.0.113.7", proxies)).toBe("203.0.113.7");
  expect(await addressOf("11.1.2.3", "203.0.113.7", proxies)).toBe("11.1.2.3");
});

test("is the proxy's where what it says is no address", async () => {
  for (const said of ["", "unknown", "x".repeat(1_000), "203.0.113.7:80", "' or 1=1"]) {
    expect(await addressOf("127.0.0.1", said, ["127.0.0.1"])).toBe("127.0.0.1");
  }
  expect(await addressOf("127.0.0.1", undefined, ["127.0.0.1"])).toBe("127.0.0.1");
});

test("is read from Forwarded too, and from neither where the two contradict each other", async () => {
  const proxies = ["127.0.0.1", "10.0.0.0/8"];
  const by = (headers: Record<string, string>) => addressBy("127.0.0.1", headers, proxies);
  expect(await by({ forwarded: 'for=1.1.1.1, for="203.0.113.7:80";proto=https' })).toBe(
    "203.0.113.7",
  );
  expect(await by({ forwarded: 'proto=https;For="[2001:db8:1:2::9]:443", for=10.1.1.1' })).toBe(
    "2001:db8:1:2::/64",
  );
  expect(await by({ forwarded: "for=_hidden" })).toBe("127.0.0.1");
  const both = { "x-forwarded-for": "203.0.113.7", forwarded: "for=203.0.113.7" };
  expect(await by(both)).toBe("203.0.113.7");
  // One of them is the client's, and nothing says which.
  expect(await by({ ...both, forwarded: "for=198.51.100.1" })).toBe("127.0.0.1");
});

test("of IPv6 is the network, which is one household", async () => {
  const one = await addressOf("2001:db8:1:2:3:4:5:6");
  expect(one).toBe("2001:db8:1:2::/64");
  expect(await addressOf("2001:0DB8:1:2::1%eth0")).toBe(one);
  expect(await addressOf("2001:db8:1:3::1")).not.toBe(one);
  expect(await addressOf("fe80::1")).toBe("fe80:0:0:0::/64");
});
