-- Imports: a file of an export on its way to posts and numbers. Its rows wait here, so that any process can go on after a
-- crash; nothing of it is a post before all of it is, in one transaction.

create table import_run (
  id uuid primary key,
  mission_id text not null references mission,
  account_id uuid not null references account,
  network text not null,
  -- posts | metrics
  kind text not null,
  -- zone of the times in the file; a file never says it
  zone text not null,
  file_name text not null,
  -- of the bytes received; null while they come
  file_sha256 text,
  bytes bigint not null default 0,
  -- receiving, needs_mapping, checking, checked, applying, joining, done, undoing, undone, discarded, refused
  state text not null,
  -- why the whole file was refused: {key, params}
  refusal jsonb,
  -- column map that fits its header (data/exports); null = a mapping of its own
  map_code text,
  header text[] not null default '{}',
  -- the column map in use, as in data/exports
  mapping jsonb,
  -- things worth knowing that refuse no row: [{kind, count, names}]
  notes jsonb not null default '[]',
  -- when its numbers were true
  taken_at timestamptz not null,
  -- goes on by itself once checked: nobody waits to see the preview
  applies_itself boolean not null default false,
  row_count integer not null default 0,
  good_count integer not null default 0,
  bad_count integer not null default 0,
  -- of the good rows
  new_count integer not null default 0,
  renewed_count integer not null default 0,
  same_count integer not null default 0,
  repeated_count integer not null default 0,
  joined_count integer not null default 0,
  -- at undoing: posts that stayed, because people have judged them or a network has shown them since
  stayed_count integer not null default 0,
  chunk_count integer not null default 0,
  checked_chunks integer not null default 0,
  claimed_by uuid,
  claimed_until timestamptz,
  created_by uuid references person,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  applied_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid references person
);
create index import_run_mission on import_run (mission_id, created_at desc, id desc);
create index import_run_due on import_run (created_at) where state in ('checking', 'applying', 'joining', 'undoing');

-- Rows as they stand in the file: [[line, cell, …], …], some thousand a chunk; gone once they are checked and applied.
create table import_chunk (
  run_id uuid not null references import_run on delete cascade,
  mission_id text not null references mission,
  number integer not null,
  rows json not null,
  primary key (run_id, number)
);

create table import_bad_row (
  run_id uuid not null references import_run on delete cascade,
  mission_id text not null references mission,
  line integer not null,
  -- header of the cell at fault; null = the row as a whole
  "column" text,
  -- what stands there, cut short
  value text not null,
  -- sentence of the texts: import.row.<why>, and import.todo.<why>
  why text not null,
  params jsonb not null default '{}',
  primary key (run_id, line)
);

create table import_row (
  run_id uuid not null references import_run on delete cascade,
  line integer not null,
  mission_id text not null references mission,
  -- ids under which the network may know this post
  keys text[] not null default '{}',
  remote_id text not null,
  url text not null default '',
  text text not null default '',
  media_kind text not null default 'none',
  published_at timestamptz not null,
  local_day date not null,
  -- the file tells the day only
  is_day_only boolean not null default false,
  likes integer,
  reposts integer,
  replies integer,
  quotes integer,
  views integer,
  -- further numbers by their name: reach, saves, …
  extra jsonb,
  -- the post it becomes or is
  post_id uuid not null,
  -- new | renewed | same | repeated; null = not yet known
  outcome text,
  -- the post's numbers before this import, for its undoing
  before jsonb,
  primary key (run_id, line)
);
create index import_row_post on import_row (post_id);
create index import_row_time on import_row (run_id, published_at, line);

-- Numbers of an account by day, as its exports tell them.
create table account_number (
  account_id uuid not null references account,
  mission_id text not null references mission,
  day date not null,
  -- views, reach, interactions, follows, followers, …
  name text not null,
  value double precision not null,
  run_id uuid not null references import_run,
  -- what the import before said, for undoing
  before double precision,
  before_run_id uuid,
  taken_at timestamptz not null,
  primary key (account_id, day, name)
);
create index account_number_run on account_number (run_id);

-- Who an account reaches, as its exports tell it: aggregates only. A cell under 100 is stored without its value (SEC-07).
create table audience_cell (
  account_id uuid not null references account,
  mission_id text not null references mission,
  day date not null,
  -- country | city | age | gender | age_gender | job | industry | seniority | size
  trait text not null,
  label text not null,
  -- null = masked
  people integer check (people >= 100),
  -- 0 to 1; for networks that tell shares only
  share double precision check (share between 0 and 1),
  is_masked boolean not null default false,
  run_id uuid not null references import_run,
  primary key (account_id, day, trait, label)
);
create index audience_cell_run on audience_cell (run_id);

-- Outcomes (MEA-09): beside the index, never in it.

-- A code for each kit a mission was given and each variant it writes: counts openings by day, tracks no person.
create table outcome_code (
  id uuid primary key,
  mission_id text not null references mission,
  code text not null unique,
  campaign_id uuid references campaign,
  item_id uuid references item on delete cascade,
  variant_id uuid unique references variant on delete cascade,
  -- where the link leads, https only; null = a code to be said or printed
  target_url text check (target_url like 'https://%'),
  objective_code text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index outcome_code_kit on outcome_code (campaign_id, mission_id) where variant_id is null;
create index outcome_code_mission on outcome_code (mission_id);

create table outcome_opening (
  code_id uuid not null references outcome_code on delete cascade,
  mission_id text not null references mission,
  day date not null,
  count integer not null,
  primary key (code_id, day)
);

create table outcome (
  id uuid primary key,
  mission_id text not null references mission,
  -- lead | buyer | registration | visit
  kind text not null,
  amount integer not null check (amount > 0),
  happened_on date not null,
  -- where the number comes from; never a person's name
  source text not null,
  objective_code text not null,
  campaign_id uuid references campaign,
  code_id uuid references outcome_code on delete set null,
  created_by uuid references person,
  created_at timestamptz not null,
  -- taken back; kept, so that what was reported can be explained
  removed_at timestamptz,
  removed_by uuid references person
);
create index outcome_mission on outcome (mission_id, happened_on desc, id desc) where removed_at is null;

do $$
declare
  told record;
begin
  for told in select * from (values ('import_run', 'imports'), ('outcome', 'outcomes'), ('outcome_opening', 'outcomes')) as list (source, room) loop
    execute format('create trigger %1$s_tells_insert after insert on %1$I referencing new table as changed_rows
      for each statement execute function tell_change(%2$L)', told.source, told.room);
    execute format('create trigger %1$s_tells_update after update on %1$I referencing new table as changed_rows
      for each statement execute function tell_change(%2$L)', told.source, told.room);
  end loop;
end $$;
