/** Arranging the shelf: find, sort, rename, archive, delete, and what was put away. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { SessionSummary } from "#shared/session/state.ts";
import { shelfWords } from "../../i18n/shelf.words.ts";
import { words } from "../../i18n/words.ts";
import { type Arrange, createArrange, SHELF_SORTS, SHELF_VIEWS } from "../../models/app/shelf.ts";
import { Button } from "../controls/button.tsx";
import { at } from "../../models/browser/place.ts";

export interface ArrangeShelfProps {
  readonly onChanged: () => void;
}

export function ArrangeShelf({ onChanged }: ArrangeShelfProps): JSX.Element {
  const arrange = useMemo(() => createArrange(onChanged), []);
  useEffect(() => {
    void arrange.show("shelf");
  }, [arrange]);
  const text = shelfWords.value;
  const view = arrange.view.value;
  return (
    <div class="arrange">
      <input
        type="search"
        class="box"
        aria-label={text.search}
        placeholder={text.search}
        maxLength={200}
        value={arrange.search.value}
        onInput={(event) => void arrange.find(event.currentTarget.value)}
      />
      <div class="chips" role="group" aria-label={text.which}>
        {SHELF_VIEWS.map((name) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={view === name}
            onClick={() => void arrange.show(name)}
          >
            {text.views[name]}
          </button>
        ))}
      </div>
      <div class="chips" role="group" aria-label={text.sort}>
        {SHELF_SORTS.map((name) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={arrange.sort.value === name}
            onClick={() => void arrange.sortBy(name)}
          >
            {text.sorts[name]}
          </button>
        ))}
      </div>
      {view === "deleted" ? <p class="muted">{text.bin}</p> : null}
      <p role="status">
        {arrange.pressFailed.value || arrange.status.value === "failed"
          ? text.failed
          : arrange.status.value === "ready" && arrange.books.value.length === 0
            ? text.none[view]
            : ""}
      </p>
      <ul class="arranged">
        {arrange.books.value.map((book) => (
          <ArrangedBook key={book.session_id} arrange={arrange} book={book} />
        ))}
      </ul>
      {arrange.hasMore.value ? (
        <Button onPress={() => void arrange.more()}>{text.more}</Button>
      ) : null}
    </div>
  );
}

interface BookProps {
  readonly arrange: Arrange;
  readonly book: SessionSummary;
}

function ArrangedBook({ arrange, book }: BookProps): JSX.Element {
  const naming = useSignal<string | null>(null);
  const text = shelfWords.value;
  const title = book.title === "" ? words.value.chrome.untitled : book.title;
  const isDeleted = arrange.view.value === "deleted";
  const rename = () => {
    const wanted = naming.value?.trim() ?? "";
    naming.value = null;
    if (wanted !== "" && wanted !== book.title) void arrange.rename(book, wanted);
  };
  return (
    <li class="arranged-book">
      {naming.value !== null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            rename();
          }}
        >
          <input
            class="box"
            aria-label={text.newName}
            maxLength={200}
            lang={book.language}
            dir="auto"
            value={naming.value}
            onInput={(event) => {
              naming.value = event.currentTarget.value;
            }}
          />
          <Button type="submit">{text.rename}</Button>
        </form>
      ) : isDeleted ? (
        <span lang={book.language} dir="auto">
          {title}
        </span>
      ) : (
        <a href={at(`/sessions/${book.session_id}`)} lang={book.language} dir="auto">
          {title}
        </a>
      )}
      <span class="muted">{text.progress(book.confirmed_stages)}</span>
      {book.last_line === null ? null : (
        <span class="muted last-line" lang={book.language} dir="auto">
          {book.last_line}
        </span>
      )}
      <span class="arranged-tools">
        {isDeleted ? (
          <Button name={text.restoreName(title)} onPress={() => void arrange.restore(book)}>
            {text.restore}
          </Button>
        ) : (
          <>
            <Button
              kind="quiet"
              name={text.renameName(title)}
              onPress={() => {
                naming.value = book.title;
              }}
            >
              {text.rename}
            </Button>
            {book.archived_at === null ? (
              <Button
                kind="quiet"
                name={text.archiveName(title)}
                onPress={() => void arrange.archive(book)}
              >
                {text.archive}
              </Button>
            ) : (
              <Button
                kind="quiet"
                name={text.unarchiveName(title)}
                onPress={() => void arrange.unarchive(book)}
              >
                {text.unarchive}
              </Button>
            )}
            <Button
              kind="quiet"
              name={text.removeName(title)}
              onPress={() => void arrange.remove(book)}
            >
              {text.remove}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}
