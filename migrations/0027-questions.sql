-- What people ask: from the public box, pasted by an officer, read from an account, or asked of headquarters by a mission.
-- The text is masked before it is written here, and gone 30 days after the question was closed; counts stay (INB-04).
create table question (
  id uuid primary key,
  -- what the asker keeps to look the answer up: sha-256 of a code nobody stores
  code_hash text unique,
  origin text not null check (origin in ('box', 'pasted', 'inbox', 'mission')),
  topic text not null,
  -- emergency: 1 h day and night; consular: 1 working day; general: 2 working days; headquarters: 2 working days of its own
  sla text not null check (sla in ('emergency', 'consular', 'general', 'headquarters')),
  -- who answers; headquarters is a mission too
  mission_id text not null references mission,
  -- a mission that asks headquarters
  asking_mission_id text references mission,
  asked_by uuid references person,
  account_id uuid references account,
  remote_id text,
  language text not null,
  text text,
  masked_kinds text[] not null default '{}',
  -- stems of the masked text, to find what is asked again and again
  stems text[] not null default '{}',
  -- screening: waits for a look before it counts; open; answered; closed: nobody has to act
  state text not null check (state in ('screening', 'open', 'answered', 'closed')),
  -- why it was closed without an answer: not_actionable | abuse | duplicate | elsewhere
  closed_as text,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  -- the asker says it helped, or 14 days passed without a word
  resolved_at timestamptz,
  -- the asker says it did not help
  unresolved_at timestamptz,
  closed_at timestamptz,
  forgotten_at timestamptz,
  revision integer not null default 1,
  unique (account_id, remote_id)
);
create index question_of_mission on question (mission_id, state, due_at);
create index question_asked on question (asked_at);
create index question_of_asker on question (asking_mission_id) where asking_mission_id is not null;

-- Each answer given, newest counts; hand-offs and notes beside them.
create table question_event (
  id uuid primary key,
  question_id uuid not null references question on delete cascade,
  mission_id text not null references mission,
  kind text not null check (kind in ('answered', 'handed_on', 'topic_changed', 'closed', 'reopened', 'helped', 'did_not_help', 'let_in')),
  text text,
  from_mission_id text references mission,
  standard_answer_id uuid,
  by uuid references person,
  at timestamptz not null
);
create index question_event_of on question_event (question_id, at);

-- Answers kept ready, by language, with every version; `mission_id` null belongs to all.
create table standard_answer (
  id uuid primary key,
  mission_id text references mission,
  topic text not null,
  language text not null,
  version integer not null,
  title text not null,
  text text not null,
  valid_until date,
  is_current boolean not null,
  -- the first version's id: what a language and its versions belong to
  root_id uuid not null,
  changed_by uuid references person,
  changed_at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index standard_answer_current on standard_answer (root_id) where is_current;

-- A question and its answer as the public may read them: written anew by a person, never the asker's own words by itself.
create table public_answer (
  id uuid primary key,
  question_id uuid references question,
  mission_id text not null references mission,
  topic text not null,
  language text not null,
  question text not null,
  answer text not null,
  published_by uuid not null references person,
  published_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references person
);
create index public_answer_shown on public_answer (published_at desc) where withdrawn_at is null;

-- What many do not understand, and whether an explainer was asked for.
create table misunderstanding (
  id uuid primary key,
  topic text not null,
  title text not null,
  stems text[] not null,
  question_count integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  explainer_id uuid,
  requested_by uuid references person,
  requested_at timestamptz,
  dismissed_by uuid references person,
  dismissed_at timestamptz
);

create trigger question_tells_insert after insert on question referencing new table as changed_rows
  for each statement execute function tell_change('questions');
create trigger question_tells_update after update on question referencing new table as changed_rows
  for each statement execute function tell_change('questions');
