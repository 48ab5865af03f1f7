import { expect, test } from "vitest";
import { datedChangelog } from "./changelog.ts";

const changelog = `# Changelog

## Unreleased

- New things.

## 0.1.0

- The first release.
`;

test("what is unreleased goes under the version and its date, above the older ones", () => {
  expect(datedChangelog(changelog, "0.2.0", "2026-11-26")).toEqual({
    outcome: "DATED",
    text: `# Changelog

## Unreleased

## 0.2.0 (2026-11-26)

- New things.

## 0.1.0

- The first release.
`,
  });
});

test("a release that brings nothing new is refused", () => {
  const empty = changelog.replace("- New things.\n", "");
  expect(datedChangelog(empty, "0.2.0", "2026-11-26")).toEqual({ outcome: "NOTHING_NEW" });
  expect(datedChangelog("# Changelog\n", "0.2.0", "2026-11-26").outcome).toBe("NOTHING_NEW");
});
