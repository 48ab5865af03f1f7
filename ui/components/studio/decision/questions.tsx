/** The questions that a stage asks, where they arise: answered in a line, or left open on purpose. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Question, SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Textarea } from "../../controls/textarea.tsx";

export interface QuestionsProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly stage: Stage;
}

export function Questions({ studio, state, stage }: QuestionsProps): JSX.Element | null {
  const text = words.value.questions;
  const asked = state.questions.filter((question) => question.stage === stage);
  if (asked.length === 0) return null;
  return (
    <section class="stage-questions" aria-labelledby="questions-title">
      <h3 class="section-title" id="questions-title">
        {text.title}
      </h3>
      <p class="muted">{text.lead}</p>
      <ul>
        {asked.map((question) => (
          <li key={question.question_id} data-question={question.question_id}>
            <OneQuestion studio={studio} question={question} lang={state.language} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OneQuestionProps {
  readonly studio: Studio;
  readonly question: Question;
  readonly lang: string;
}

function OneQuestion({ studio, question, lang }: OneQuestionProps): JSX.Element {
  const text = words.value.questions;
  const { question_id, status } = question;
  const { drafts, sending } = studio.session;
  const box = `answer.${question_id}`;
  const typed = drafts.read(box).value;
  const [changing, setChanging] = useState(false);
  const isSettled = status === "ANSWERED" || status === "LEFT_OPEN";
  const isSending = sending.value.has("ANSWER_QUESTIONS");
  const settle = (answer: string | null) => {
    if (isSending) return;
    void studio.session
      .send({ command_type: "ANSWER_QUESTIONS", payload: { answers: [{ question_id, answer }] } })
      .then(async (outcome) => {
        if (outcome.outcome !== "accepted") return;
        drafts.clear(box);
        setChanging(false);
        await studio.session.refresh();
      });
  };
  const send = () => {
    if (typed.trim() !== "") settle(typed.trim());
  };
  return (
    <>
      <p class="book" lang={lang} dir="auto">
        {question.question} <span class="tag">{text.status[status]}</span>
      </p>
      {question.answer === null ? null : (
        <p class="book muted" lang={lang} dir="auto">
          {question.answer}
        </p>
      )}
      {isSettled && !changing ? (
        <Button kind="quiet" onPress={() => setChanging(true)}>
          {text.change}
        </Button>
      ) : (
        <div class="question-answer">
          <Textarea
            value={typed}
            label={`${text.answer} · ${question.question}`}
            lang={lang}
            rows={1}
            class="one-line"
            onText={(next) => drafts.write(box, next)}
            onSend={send}
          />
          <Button onPress={send} disabled={isSending || typed.trim() === ""}>
            {text.save}
          </Button>
          {status === "PROPOSED" && question.answer !== null ? (
            <Button onPress={() => settle(question.answer)} disabled={isSending}>
              {text.take}
            </Button>
          ) : null}
          <Button kind="quiet" onPress={() => settle(null)} disabled={isSending}>
            {text.leaveOpen}
          </Button>
        </div>
      )}
    </>
  );
}
