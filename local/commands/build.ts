/** `npm run build`: the interface, where its sources changed since it was built. */
import { buildUi } from "../studio/ui-build.ts";
import { fail } from "../processes/fail.ts";

buildUi().then((outcome) => process.stdout.write(`The interface is ${outcome}.\n`), fail);
