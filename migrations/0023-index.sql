-- How plain an Indonesian text is (C4), by the lists of one version. A changed text or list is measured again; what a frozen
-- quarter says stays as it was.
create table message_plain (
  message_id uuid primary key references message on delete cascade,
  text_md5 text not null,
  lists_version text not null,
  words integer not null,
  lix double precision not null,
  words_per_sentence double precision not null,
  jargon_percent double precision not null,
  acronyms integer not null,
  unexplained_acronyms integer not null,
  -- 0-100
  score double precision not null
);

-- Sums of a day behind C4, C5 and C7; weights are the day's capped ones.
alter table message_day
  -- Indonesian texts of 30 words or more: messages, sum of weights, sum of weight x score (0-100)
  add column plain_messages integer not null default 0,
  add column plain_weight double precision not null default 0,
  add column plain_sum double precision not null default 0,
  -- policy messages rated by the rubric: sum of weight x elements (0-4)
  add column benefit_messages integer not null default 0,
  add column benefit_weight double precision not null default 0,
  add column benefit_sum double precision not null default 0,
  -- messages on a narrative that people compared with it: sum of weight x m (0-1)
  add column said_messages integer not null default 0,
  add column said_weight double precision not null default 0,
  add column said_sum double precision not null default 0,
  -- weight of messages compared with a narrative or with the register of facts: the n of C7
  add column compared_weight double precision not null default 0,
  -- figures, each weighing as its message does
  add column figures_used double precision not null default 0,
  add column figures_matching double precision not null default 0;
insert into alignment_dirty (mission_id, local_day) select distinct mission_id, local_day from message;

-- What the index said of a quarter when it was frozen: of each mission, and of the ministry (mission_id null). Never changed;
-- later labels are shown beside it.
create table index_snapshot (
  id uuid primary key,
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),
  mission_id text references mission,
  peer_group text,
  frozen_at timestamptz not null,
  frozen_by uuid references person,
  -- version of the formulas (docs/INDEX.md), of the readers and of the plain-language lists behind it
  method text not null,
  model_versions text[] not null,
  lists_versions text[] not null,
  messages integer not null,
  index_value double precision,
  geometric double precision,
  low double precision,
  high double precision,
  band text,
  is_firm boolean not null,
  -- the eight components with value, state, n, weight, interval and lost points
  components jsonb not null,
  -- what each component is made of: objectives, purpose, strata, campaigns, sums
  contributions jsonb not null,
  -- SHA-256 over the canonical JSON of everything that went in
  inputs_hash text not null,
  unique nulls not distinct (quarter, mission_id)
);
create index index_snapshot_quarter on index_snapshot (quarter, peer_group);

create function refuse_change_of_snapshot() returns trigger language plpgsql as $$
begin
  raise exception 'a frozen quarter is never changed';
end $$;
create trigger index_snapshot_is_frozen before update or delete on index_snapshot
  for each row execute function refuse_change_of_snapshot();
