import { expect, test } from "vitest";
import { uvEnvironment } from "./package-index.mjs";

test("uv gets the index, further indexes, files and certificate that pip is configured with", () => {
  const listing = [
    "global.index-url='https://mirror.example/simple'",
    "global.extra-index-url='https://a.example/simple\\nhttps://b.example/simple'",
    "global.find-links='/wheels /gone'",
    "global.cert='/etc/ca.pem'",
    "install.trusted-host='mirror.example'",
  ].join("\n");
  expect(uvEnvironment(listing, (path) => path === "/wheels")).toEqual({
    UV_DEFAULT_INDEX: "https://mirror.example/simple",
    UV_INDEX: "https://a.example/simple https://b.example/simple",
    UV_FIND_LINKS: "/wheels",
    SSL_CERT_FILE: "/etc/ca.pem",
    UV_INSECURE_HOST: "mirror.example",
  });
});

test("pip's environment beats its files, as it does for pip", () => {
  const listing =
    ":env:.index-url='https://env.example/simple'\nglobal.index-url='https://file.example/simple'";
  expect(uvEnvironment(listing)).toEqual({ UV_DEFAULT_INDEX: "https://env.example/simple" });
});

test("nothing is handed over where pip is not configured", () => {
  expect(uvEnvironment("")).toEqual({});
});
