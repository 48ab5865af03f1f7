/**
 * A button. A browser drops the focus of a button that becomes disabled; a press that disables its
 * own button would throw a keyboard's writer back to the top, so the focus goes to what is around it.
 */
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress?: (() => void) | undefined;
  readonly kind?: "primary" | "plain" | "quiet" | undefined;
  readonly type?: "button" | "submit" | undefined;
  readonly disabled?: boolean | undefined;
  /** The id of the sentence that says why it is disabled, or what it will do. */
  readonly describedBy?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly controls?: string | undefined;
  readonly hasPopup?: "menu" | "dialog" | undefined;
  /** The whole accessible name; begins with the visible word. */
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  readonly class?: string | undefined;
  readonly id?: string | undefined;
}

export function Button(props: ButtonProps): JSX.Element {
  const own = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (!props.disabled || document.activeElement !== own.current) return;
    const around = own.current?.closest<HTMLElement>("section, main, .popover");
    if (!around) return;
    around.tabIndex = -1;
    around.focus({ preventScroll: true });
  }, [props.disabled]);
  const kind = props.kind === undefined || props.kind === "plain" ? "" : ` ${props.kind}`;
  return (
    <button
      id={props.id}
      ref={own}
      type={props.type ?? "button"}
      class={`button${kind}${props.class ? ` ${props.class}` : ""}`}
      disabled={props.disabled}
      aria-describedby={props.describedBy}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-haspopup={props.hasPopup}
      aria-label={props.name}
      title={props.title}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}
