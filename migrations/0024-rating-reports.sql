-- A quarter's random sample: who drew it, by which seed, for which precision. Drawing more extends it by the same seed.
create table audit_sample (
  id uuid primary key,
  quarter text not null unique,
  seed text not null,
  -- wanted half width of a stratum's correction, in points
  precision_points real not null,
  drawn_by uuid references person,
  drawn_at timestamptz not null
);

-- A mission disputes the label that stands; the decision stays readable.
create table label_dispute (
  id uuid primary key,
  message_id uuid not null references message on delete cascade,
  mission_id text not null references mission,
  opened_by uuid references person,
  opened_at timestamptz not null,
  -- what the mission holds right
  objective text not null,
  purpose smallint not null check (purpose between 0 and 2),
  reason text not null,
  -- what stood when it was opened: shares by objective, purpose value 0-1, whose it was
  stood_objectives jsonb not null,
  stood_purpose real,
  stood_origin text not null,
  -- upheld (as the mission says) | kept (as it stood) | changed (neither); null while open
  outcome text,
  decided_objective text,
  decided_purpose smallint,
  decided_at timestamptz
);
create index label_dispute_mission on label_dispute (mission_id, opened_at desc, id desc);
create unique index label_dispute_open on label_dispute (message_id) where outcome is null;

-- One message to be rated. Ids are random: an id made in order would tell a dispute by its age.
create table rating_task (
  id uuid primary key,
  message_id uuid not null references message on delete cascade,
  -- sample | dispute | companion (drawn at random so that a dispute never comes alone; changes no label)
  origin text not null,
  sample_id uuid references audit_sample,
  dispute_id uuid references label_dispute on delete cascade,
  -- stratum when it was drawn
  language_group text not null,
  label_source text not null,
  -- place in the queue, from the seed
  order_key text not null,
  -- blind ratings it waits for
  needed smallint not null,
  -- open | differing (two raters differ, a third decides) | settled
  state text not null default 'open',
  settled_at timestamptz,
  created_at timestamptz not null,
  unique (sample_id, message_id)
);
create index rating_task_queue on rating_task (state, order_key) where state <> 'settled';
create index rating_task_message on rating_task (message_id);
create index rating_task_dispute on rating_task (dispute_id) where dispute_id is not null;

-- What one person said of a task. Withdrawn ones stay as history.
create table rating (
  id uuid primary key,
  task_id uuid not null references rating_task on delete cascade,
  person_id uuid not null references person,
  -- blind | adjudicator
  capacity text not null,
  objective text not null,
  secondary text,
  purpose smallint not null check (purpose between 0 and 2),
  benefit boolean not null,
  cta boolean not null,
  -- C5, policy only: elements present of who, gain, evidence with source, next step
  benefit_elements text[],
  -- C7, only where the message is on a narrative: points asked for and present, and whether it contradicts
  must_say_required smallint,
  must_say_present smallint,
  contradicts boolean,
  -- C7: figures of the register that it uses, and those that match
  figures_used smallint,
  figures_matching smallint,
  -- time the text stood on the screen, cut at ten minutes
  elapsed_ms integer not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index rating_once on rating (task_id, person_id) where withdrawn_at is null;
create index rating_person on rating (person_id, created_at desc);

-- A task is lent to a rater for a while, or passed over by one who cannot read it.
create table rating_claim (
  task_id uuid not null references rating_task on delete cascade,
  person_id uuid not null references person,
  expires_at timestamptz not null,
  skipped_at timestamptz,
  primary key (task_id, person_id)
);

-- Which rating a label came from, so that one taken back takes its label with it.
alter table label add column rating_id uuid references rating on delete set null;
create index label_rating on label (rating_id) where rating_id is not null;

-- Papers made in the background. Content is read again for each: nothing here but what was asked for and where the file lies.
create table report (
  id uuid primary key,
  -- mission | ministry | baseline
  kind text not null,
  mission_id text references mission,
  quarter text not null,
  locale text not null,
  -- pdf | xlsx
  format text not null,
  -- waiting | running | done | failed
  state text not null default 'waiting',
  -- 0-100
  progress smallint not null default 0,
  requested_by uuid references person,
  requested_at timestamptz not null,
  -- a running one whose maker has gone is taken up again
  touched_at timestamptz not null,
  attempts smallint not null default 0,
  file_key text,
  bytes integer,
  pages integer,
  made_at timestamptz
);
create index report_queue on report (requested_at) where state in ('waiting', 'running');
create index report_requested on report (requested_at desc, id desc);
