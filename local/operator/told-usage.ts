/** What every operator's command says where it was asked for help, or wrongly. */

type Misasked =
  | { readonly command: "help" }
  | { readonly command: "wrong"; readonly problem: string };

/** Says the usage, or what is wrong before it and ends with 2. @returns whether there is nothing more to do */
export function toldUsage(
  asked: { readonly command: string; readonly problem?: string },
  usage: string,
): asked is Misasked {
  if (asked.command === "help") process.stdout.write(usage);
  if (asked.command === "wrong") {
    process.stderr.write(`${asked.problem}\n\n${usage}`);
    process.exitCode = 2;
  }
  return ["help", "wrong"].includes(asked.command);
}
