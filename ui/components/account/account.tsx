/** The account's part of the dashboard, at its end; its code is fetched when the rest is read. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { type AccountModel, createAccount } from "../../models/app/account.ts";
import { onDemand } from "../controls/on-demand.tsx";

const Section = onDemand<{ readonly model: AccountModel }>(
  async () => (await import("./account-section.tsx")).AccountSection,
  { isLater: true },
);

export function Account({ onBrought }: { readonly onBrought: () => void }): JSX.Element {
  const model = useMemo(() => createAccount({ onBrought }), []);
  useEffect(() => void model.load(), [model]);
  return <Section model={model} />;
}
