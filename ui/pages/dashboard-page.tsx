/** The two doors, and the shelf below. */
import type { JSX } from "preact";
import { TopBar } from "../components/top-bar.tsx";

export function DashboardPage(): JSX.Element {
  return (
    <>
      <TopBar />
      <main id="main" class="page" tabIndex={-1} />
    </>
  );
}
