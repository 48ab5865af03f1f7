/**
 * Whether the book was changed by another device or tab. One's own commands are known once their
 * answers are here, so events wait for requests that are on their way.
 */
import { signal, type ReadonlySignal } from "@preact/signals";
import type { DomainEvent } from "#shared/events/events.ts";
import type { EventType } from "#shared/event-types.ts";

export interface Elsewhere {
  readonly changed: ReadonlySignal<boolean>;
  /** A command of one's own: what was changed before it has been seen. */
  readonly own: (command_id: string) => void;
  readonly heard: (event: DomainEvent, isSending: boolean) => void;
  /** Nothing is on its way any more. */
  readonly judge: () => void;
  readonly dismiss: () => void;
}

/** Events that a writer's press makes, in contrast to what the worker reports. */
const WRITERS_ACTS: ReadonlySet<EventType> = new Set<EventType>([
  "genesis.inspiration.requested",
  "genesis.idea.submitted",
  "genesis.import.requested",
  "genesis.revision.requested",
  "genesis.regeneration.requested",
  "genesis.stage.confirmed",
  "genesis.candidate.selected",
  "genesis.candidate.saved",
  "genesis.session.finished",
  "genesis.stage.reopened",
  "genesis.stage.kept",
  "genesis.name.changed",
  "genesis.command.undone",
  "genesis.command.redone",
  "genesis.session.abandoned",
  "genesis.session.resumed",
  "genesis.session.archived",
  "genesis.session.unarchived",
  "genesis.session.renamed",
]);

export function createElsewhere(): Elsewhere {
  const changed = signal(false);
  const ownCommands = new Set<string>();
  let unclear: DomainEvent[] = [];
  const judge = (): void => {
    const foreign = unclear.some(
      (event) =>
        event.command_id !== null &&
        WRITERS_ACTS.has(event.event_type) &&
        !ownCommands.has(event.command_id),
    );
    unclear = [];
    if (foreign) changed.value = true;
  };
  return {
    changed,
    own(command_id) {
      ownCommands.add(command_id);
      changed.value = false;
    },
    heard(event, isSending) {
      unclear.push(event);
      if (!isSending) judge();
    },
    judge,
    dismiss() {
      changed.value = false;
    },
  };
}
