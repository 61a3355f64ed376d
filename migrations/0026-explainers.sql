-- Explainers (PUB-01 to PUB-08): what is being written, what was published, how it is found, and counts of answers.
create table explainer (
  id uuid primary key,
  -- part of its public address; never changes once published
  slug text not null unique,
  topic text not null,
  objective_code text not null,
  -- whose desk may check it beside headquarters; null = headquarters alone
  region_id text references region,
  decided_on date,
  contact text not null default '',
  embargo_until timestamptz,
  -- missions a reader may turn to
  mission_ids text[] not null default '{}',
  -- writing | in_check | published | withdrawn: where the working copy stands
  stage text not null,
  revision integer not null default 1,
  -- what the desk looks at: a check holds for exactly these words
  submitted_hash text,
  submitted_by uuid references person,
  submitted_at timestamptz,
  -- says what was wrong when the next version is a correction (ralat)
  correction text,
  -- the desk's words when it sent the working copy back
  returned_note text,
  published_version integer,
  withdrawn_reason text,
  withdrawn_at timestamptz,
  campaign_id uuid references campaign,
  created_by uuid not null references person,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table explainer_text (
  explainer_id uuid not null references explainer on delete cascade,
  language text not null,
  is_master boolean not null,
  content jsonb not null,
  -- hash of the master that this version was made from; another one now means that it is out of date
  master_hash text not null,
  written_by uuid references person,
  updated_at timestamptz not null,
  primary key (explainer_id, language)
);

-- What the public saw and sees; rows are added, never changed.
create table explainer_version (
  explainer_id uuid not null references explainer on delete cascade,
  version integer not null,
  hash text not null,
  about jsonb not null,
  texts jsonb not null,
  -- how many of the four benefit elements are there (0 to 4) and how plain the master is (0 to 100)
  rubric smallint not null,
  plain_score real,
  correction text,
  submitted_by uuid references person,
  checked_by uuid references person,
  published_at timestamptz not null,
  primary key (explainer_id, version)
);

-- Words of the newest published version by language, stemmed where PostgreSQL knows how.
create table explainer_search (
  explainer_id uuid not null references explainer on delete cascade,
  language text not null,
  words text not null,
  document tsvector not null,
  primary key (explainer_id, language)
);
create index explainer_search_document on explainer_search using gin (document);
create index explainer_search_words on explainer_search using gin (words gin_trgm_ops);

-- Counts only: no row tells of one reader.
create table explainer_count (
  explainer_id uuid not null references explainer on delete cascade,
  version integer not null,
  language text not null,
  day date not null,
  -- clear | partly | unclear | answer_<question>_right | answer_<question>_wrong
  kind text not null,
  count integer not null,
  primary key (explainer_id, version, language, day, kind)
);
