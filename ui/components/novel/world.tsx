/** The world: rules with their cost, places with their use, what happened, what is hidden. */
import type { JSX } from "preact";
import { fieldLabel } from "../../i18n/labels.ts";
import { novelWords } from "../../i18n/novel.words.ts";
import { anchorOf, useNovel } from "./novel-view.ts";
import { Facts } from "./overview.tsx";
import { Field, Fields, OriginHere, References, Section, Subtitle, Within } from "./text.tsx";

export function World(): JSX.Element {
  const { world, language } = useNovel().novel;
  return (
    <Section id="world" title={novelWords.value.sections.world} at="/world">
      <p class="book novel-lead" lang={language} id={anchorOf("/world/logline")}>
        {world.logline}
      </p>
      <Facts at="/world/facts" facts={world.facts} />
      <Fields>
        <Field at="/world/time_place" text={world.time_place} />
        <Field at="/world/daily_life" text={world.daily_life} />
      </Fields>
      <Items
        at="/world/rules"
        items={world.rules.map(({ rule, cost, limit }) => ({ name: rule, cost, limit }))}
        isNumbered
      />
      <Items at="/world/power_levels" items={world.power_levels ?? []} isNumbered />
      <Items at="/world/places" items={world.places} />
      <Factions />
      <Items
        at="/world/history"
        items={world.history.map(({ when, event, scar }) => ({ name: when, event, scar }))}
      />
      <Items
        at="/world/secrets"
        items={world.secrets.map(({ truth, known_by, reveal }) => ({
          name: truth,
          known_by,
          reveal,
        }))}
      />
      <Items
        at="/world/glossary"
        items={world.glossary.map(({ term, meaning }) => ({ name: term, meaning }))}
      />
      <Fields>
        <Field at="/world/why" text={world.why} />
      </Fields>
    </Section>
  );
}

/** Items with a name and some texts; nothing where there are none. */
function Items(props: {
  readonly at: string;
  readonly items: readonly (Readonly<Record<string, string>> & { readonly name: string })[];
  readonly isNumbered?: boolean;
}): JSX.Element | null {
  if (props.items.length === 0) return null;
  const key = props.at.slice(props.at.lastIndexOf("/") + 1);
  const List = props.isNumbered ? "ol" : "ul";
  return (
    <>
      <Subtitle>{fieldLabel(key)}</Subtitle>
      <List class={`novel-items ${props.isNumbered ? "numbered" : ""}`}>
        {props.items.map(({ name, id: _id, ...texts }, index) => {
          const at = `${props.at}/${index}`;
          return (
            <li key={index} class="novel-item" id={anchorOf(at)}>
              <ItemName at={at} name={name} />
              <Within at={at}>
                <Fields>
                  {Object.entries(texts).map(([field, text]) => (
                    <Field key={field} at={`${at}/${field}`} text={text} holder={key} />
                  ))}
                </Fields>
              </Within>
            </li>
          );
        })}
      </List>
    </>
  );
}

function ItemName(props: { readonly at: string; readonly name: string }): JSX.Element {
  const { novel } = useNovel();
  return (
    <h4 class="novel-item-name">
      <span lang={novel.language}>{props.name}</span>
      <OriginHere at={props.at} />
    </h4>
  );
}

function Factions(): JSX.Element | null {
  const { language, world } = useNovel().novel;
  const { factions } = world;
  if (factions.length === 0) return null;
  return (
    <>
      <Subtitle>{fieldLabel("factions")}</Subtitle>
      <ul class="novel-items">
        {factions.map(({ name, wants, holds, against }, index) => {
          const at = `/world/factions/${index}`;
          return (
            <li key={index} class="novel-item" id={anchorOf(at)}>
              <ItemName at={at} name={name} />
              <Within at={at}>
                <Fields>
                  <Field at={`${at}/wants`} text={wants} />
                  <Field at={`${at}/holds`} text={holds} />
                  {against.length === 0 ? null : (
                    <div class="novel-field" id={anchorOf(`${at}/against`)}>
                      <dt class="label">{fieldLabel("against")}</dt>
                      <dd class="book" lang={language}>
                        <References to="faction" ids={against} />
                      </dd>
                    </div>
                  )}
                </Fields>
              </Within>
            </li>
          );
        })}
      </ul>
    </>
  );
}
