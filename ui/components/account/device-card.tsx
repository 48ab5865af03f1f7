/** A one-time code for another device, as letters and as a QR. */
import type { JSX } from "preact";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { accountWords } from "../../i18n/account.words.ts";
import type { AccountModel, DeviceCode } from "../../models/app/account.ts";
import { Button } from "../controls/button.tsx";
import { useNow } from "../controls/clock.ts";
import { QrCode } from "./qr-code.tsx";
import { at } from "../../models/browser/place.ts";

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export function DeviceCard({ model }: { readonly model: AccountModel }): JSX.Element {
  const text = accountWords.value;
  const code = model.code.value;
  return (
    <div class="account-card">
      <h3 class="section-title small">{text.deviceTitle}</h3>
      <p class="muted">{text.deviceLead}</p>
      {code === null ? null : <ShownCode code={code} />}
      <Button disabled={model.isBusy.value} onPress={() => void model.makeCode()}>
        {code === null ? text.deviceMake : text.deviceAgain}
      </Button>
    </div>
  );
}

function ShownCode({ code }: { readonly code: DeviceCode }): JSX.Element {
  const text = accountWords.value;
  const now = useNow(1_000);
  const until = new Date(code.expires_at);
  const address = window.location.origin + at("/join");
  if (now >= until.getTime()) {
    return (
      <p class="stale" role="status">
        {text.deviceOver}
      </p>
    );
  }
  const time = until.toLocaleTimeString(interfaceLanguage.value, {
    hour: "2-digit",
    minute: "2-digit",
  });
  return (
    <div class="device-code" role="group" aria-label={text.deviceCode}>
      {/* Behind "#", where no server and no log sees it. */}
      <QrCode text={`${address}#${code.code}`} label={text.qr} />
      <div class="device-code-words">
        <p class="code" lang="en" dir="ltr">
          {code.code}
        </p>
        <p>{text.deviceUntil(time)}</p>
        <p class="muted">{text.deviceAddress(address)}</p>
        {LOOPBACK.test(window.location.hostname) ? <p class="muted">{text.deviceLocal}</p> : null}
      </div>
    </div>
  );
}
