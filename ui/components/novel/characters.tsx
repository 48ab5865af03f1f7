/** The cast, one card each, and what stands between them. */
import type { JSX } from "preact";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { fieldLabel } from "../../i18n/labels.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { fieldsBelow } from "../../models/content/fields.ts";
import type { Character } from "#shared/novel/novel-index.ts";
import { FieldLists, FieldRows } from "./field-rows.tsx";
import { anchorOf, useNovel } from "./novel-view.ts";
import { Facts } from "./overview.tsx";
import { Relations } from "./relations.tsx";
import { Field, Fields, OriginHere, References, Section, Subtitle, Within } from "./text.tsx";

export function Characters(): JSX.Element {
  const { characters, language } = useNovel().novel;
  return (
    <Section id="characters" title={novelWords.value.sections.characters} at="/characters">
      <p class="book novel-lead" lang={language} dir="auto" id={anchorOf("/characters/logline")}>
        {characters.logline}
      </p>
      <Facts at="/characters/facts" facts={characters.facts} />
      <Relations />
      <Subtitle>{fieldLabel("characters")}</Subtitle>
      <ul class="novel-cards">
        {characters.characters.map((character, index) => (
          <Card key={index} character={character} at={`/characters/characters/${index}`} />
        ))}
      </ul>
      <FieldRows
        table={STAGE_FIELDS.CHARACTERS}
        value={characters}
        at="/characters"
        placed={["title", "logline", "open_questions", "why"]}
      />
      <FieldLists
        table={STAGE_FIELDS.CHARACTERS}
        value={characters}
        at="/characters"
        placed={["facts", "characters", "relations"]}
      />
      <Fields>
        <Field at="/characters/why" text={characters.why} />
      </Fields>
    </Section>
  );
}

const CHARACTER = fieldsBelow("CHARACTERS", ["characters"]);
/** What the card shows in its own way. */
const PLACED = ["name", "aliases", "role", "age", "gender", "voice", "arc", "faction_ids"] as const;

function Card(props: { readonly character: Character; readonly at: string }): JSX.Element {
  const { character, at } = props;
  const { novel } = useNovel();
  const { arc, voice } = character;
  const bare = [character.age, character.gender, ...character.aliases].filter(Boolean).join(" · ");
  return (
    <li class="novel-card" id={anchorOf(at)}>
      <header>
        <h4 class="novel-card-name">
          <span lang={novel.language} dir="auto">
            {character.name}
          </span>
          <OriginHere at={at} isCard />
        </h4>
        <p class="book" lang={novel.language} dir="auto" id={anchorOf(`${at}/role`)}>
          {character.role}
        </p>
        <p class="muted" lang={novel.language} dir="auto">
          {bare}
        </p>
        {character.faction_ids.length === 0 ? null : (
          <p class="muted" id={anchorOf(`${at}/faction_ids`)}>
            {fieldLabel("faction_ids")}
            {novelWords.value.labelEnd}
            <References to="faction" ids={character.faction_ids} />
          </p>
        )}
      </header>
      <Within at={at}>
        {voice === undefined ? null : (
          <blockquote
            class="book novel-line"
            lang={novel.language}
            dir="auto"
            id={anchorOf(`${at}/voice/line`)}
          >
            {voice.line}
          </blockquote>
        )}
        <FieldRows
          table={CHARACTER}
          value={character}
          at={at}
          placed={PLACED}
          holder="characters"
          hasLists
        />
        <Fields>
          <Field
            at={`${at}/voice/description`}
            name={fieldLabel("voice")}
            text={voice?.description}
          />
        </Fields>
        <FieldRows
          table={fieldsBelow("CHARACTERS", ["characters", "0", "voice"])}
          value={voice}
          at={`${at}/voice`}
          placed={["description", "line"]}
          holder="voice"
        />
        {arc === undefined ? null : (
          <div class="novel-arc" id={anchorOf(`${at}/arc`)}>
            <p class="label">{fieldLabel("arc")}</p>
            <ol class="book" lang={novel.language} dir="auto">
              {(["start", "turn", "end"] as const).map((key) => (
                <li key={key} id={anchorOf(`${at}/arc/${key}`)}>
                  {arc[key]}
                  <OriginHere at={`${at}/arc/${key}`} />
                </li>
              ))}
            </ol>
          </div>
        )}
      </Within>
    </li>
  );
}
