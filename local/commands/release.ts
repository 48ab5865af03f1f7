/**
 * `npm run release -- VERSION`: dates the changelog's "Unreleased", sets the version, commits both
 * and makes the tag. Nothing is pushed.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { datedChangelog } from "../release/changelog.ts";
import { repositoryRoot } from "../repository-root.ts";

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: repositoryRoot, encoding: "utf8" }).trim();
}

function refuse(reason: string): never {
  console.error(reason);
  process.exit(1);
}

const version = process.argv[2] ?? "";
if (!/^\d+\.\d+\.\d+$/.test(version)) refuse("usage: npm run release -- VERSION, such as 0.2.0");
if (git("status", "--porcelain") !== "") refuse("There are changes that are not committed.");
if (git("tag", "--list", `v${version}`) !== "") refuse(`v${version} exists already.`);

const changelog = join(repositoryRoot, "CHANGELOG.md");
const today = new Date().toISOString().slice(0, 10);
const dated = datedChangelog(readFileSync(changelog, "utf8"), version, today);
if (dated.outcome === "NOTHING_NEW") refuse("CHANGELOG.md has nothing under Unreleased.");
writeFileSync(changelog, dated.text);

// Both package.json and the lock, as npm itself does it.
execFileSync("npm", ["version", version, "--no-git-tag-version", "--ignore-scripts"], {
  cwd: repositoryRoot,
});
git("commit", "--all", "--message", `Release ${version}`);
git("tag", "--annotate", `v${version}`, "--message", `Genesis Studio ${version}`);
console.log(`v${version} is committed and tagged; push it with git push --follow-tags`);
