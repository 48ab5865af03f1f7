import { Hono } from "hono";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";
import { trustedProxies } from "./trusted-proxies.ts";

async function addressOf(peer: string | undefined, forwarded?: string, proxies: string[] = []) {
  const app = new Hono();
  app.get("/", (c) => c.text(clientAddress(c, () => peer, trustedProxies(proxies))));
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return (await app.request("/", { headers: { ...headers } })).text();
}

test("is the peer's, whatever it claims", async () => {
  expect(await addressOf("203.0.113.7")).toBe("203.0.113.7");
  expect(await addressOf("203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
  expect(await addressOf("::ffff:203.0.113.7", "198.51.100.1")).toBe("203.0.113.7");
  expect(await addressOf(undefined, "198.51.100.1")).toBe("");
});

test("is what a trusted proxy saw, and not what the client wrote before it", async () => {
  const proxies = ["10.0.0.0/8", "2001:db8:1::1"];
  expect(await addressOf("127.0.0.1", "1.1.1.1, 203.0.113.7")).toBe("203.0.113.7");
  expect(await addressOf("10.1.2.3", "1.1.1.1, 203.0.113.7", proxies)).toBe("203.0.113.7");
  expect(await addressOf("10.1.2.3", "1.1.1.1, 203.0.113.7, 10.9.9.9", proxies)).toBe(
    "203.0.113.7",
  );
  expect(await addressOf("2001:db8:1::1", "203.0.113.7", proxies)).toBe("203.0.113.7");
  expect(await addressOf("11.1.2.3", "203.0.113.7", proxies)).toBe("11.1.2.3");
});

test("is the proxy's where what it says is no address", async () => {
  for (const said of ["", "unknown", "x".repeat(1_000), "203.0.113.7:80", "' or 1=1"]) {
    expect(await addressOf("127.0.0.1", said)).toBe("127.0.0.1");
  }
  expect(await addressOf("127.0.0.1")).toBe("127.0.0.1");
});

test("of IPv6 is the network, which is one household", async () => {
  const one = await addressOf("2001:db8:1:2:3:4:5:6");
  expect(one).toBe("2001:db8:1:2::/64");
  expect(await addressOf("2001:0DB8:1:2::1%eth0")).toBe(one);
  expect(await addressOf("2001:db8:1:3::1")).not.toBe(one);
  expect(await addressOf("fe80::1")).toBe("fe80:0:0:0::/64");
});
