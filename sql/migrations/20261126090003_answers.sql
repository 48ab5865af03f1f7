-- migrate:up

-- What the writer decided on questions that the stages asked, in the order of their answers:
-- [{question_id, stage, question, answer}], answer null where it was left open on purpose.
alter table genesis_sessions add column answers jsonb not null default '[]';

-- migrate:down
alter table genesis_sessions drop column answers;
