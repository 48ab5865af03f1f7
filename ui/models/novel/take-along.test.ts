import { expect, test } from "vitest";
import { exportPath, takeAlong } from "./take-along.ts";

const all = { brief: true, provenance: true, checks: true };

test("a wish is an address: whole, one stage, one chapter, without what was not wanted", () => {
  expect(exportPath("n", 2, { format: "docx", scope: { of: "novel" }, ...all })).toBe(
    "/api/v1/genesis/novels/n/export?format=docx&edition=2",
  );
  const stage = { of: "stage", stage: "WORLDVIEW" } as const;
  expect(exportPath("n", 1, { format: "epub", scope: stage, ...all, brief: false })).toBe(
    "/api/v1/genesis/novels/n/export?format=epub&edition=1&stage=WORLDVIEW&brief=false",
  );
  const packet = { of: "packet", chapter: "a&b" } as const;
  expect(exportPath("n", 1, { format: "json", scope: packet, ...all })).toContain("chapter=a%26b");
});

test("a file has the name that the answer gives it, in any letters", async () => {
  const headers = {
    "content-disposition": "attachment; filename=\"novel.md\"; filename*=UTF-8''%E6%BD%AE.md",
  };
  const taken = await takeAlong("/x", "y.md", () =>
    Promise.resolve(new Response("潮", { headers })),
  );
  expect(taken).toMatchObject({ outcome: "file", name: "潮.md" });
  expect(taken.outcome === "file" && (await taken.blob.text())).toBe("潮");
});

test.each([
  [429, "wait"],
  [503, "unreachable"],
  [404, "missing"],
] as const)("%i is told as %s", async (status, reason) => {
  const answer = () => Promise.resolve(new Response(null, { status }));
  expect(await takeAlong("/x", "y", answer)).toEqual({ outcome: "failed", reason });
});

test("no answer is no file", async () => {
  const taken = await takeAlong("/x", "y", () => Promise.reject(new TypeError("offline")));
  expect(taken).toEqual({ outcome: "failed", reason: "unreachable" });
});
