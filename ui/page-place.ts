/** Imported first: what follows asks and leads to where the page is. */
import { placeAt } from "./models/browser/place.ts";

placeAt(document.querySelector('meta[name="genesis-base"]')?.getAttribute("content") ?? null);
