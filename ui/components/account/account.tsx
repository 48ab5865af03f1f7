/** The account's part of the dashboard; its code is fetched once the shelf is there. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type AccountModel, createAccount } from "../../models/app/account.ts";

type Section = ComponentType<{ readonly model: AccountModel }>;

export function Account({ onBrought }: { readonly onBrought: () => void }): JSX.Element | null {
  const model = useMemo(() => createAccount({ onBrought }), []);
  const [section, setSection] = useState<{ readonly of: Section } | null>(null);
  useEffect(() => {
    void model.load();
    import("./account-section.tsx").then(
      ({ AccountSection }) => setSection({ of: AccountSection }),
      () => undefined,
    );
  }, [model]);
  return section === null ? null : <section.of model={model} />;
}
