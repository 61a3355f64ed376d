-- Who wrote a version; null for what came with the seed, or from a person of the sample. Objectives outlive the sample.
alter table objective add column changed_by uuid references person on delete set null;

-- headquarters | mission: an answer may be a proposal too, and then headquarters agrees
alter table target_mix add column proposed_side text not null default 'headquarters';
alter table target_mix add column note text not null default '';
-- status may also be superseded: a proposal that another proposal took the place of; none is deleted
create index target_mix_mission on target_mix (mission_id, proposed_at desc);

create table narrative (
  id uuid primary key,
  created_at timestamptz not null
);
create table narrative_version (
  narrative_id uuid not null references narrative on delete cascade,
  version integer not null,
  title text not null,
  objective_codes text[] not null,
  owner_unit text not null,
  source text not null,
  -- [{language, message, mustSay: [], mustNotSay: []}]; the first is the master
  texts jsonb not null,
  fact_ids uuid[] not null default '{}',
  valid_from date not null,
  -- last day on which it may be said; null while nobody has set an end
  valid_until date,
  changed_by uuid references person,
  created_at timestamptz not null,
  primary key (narrative_id, version)
);

-- Which narratives an item says; one past its days only with a reason (STR-04).
create table narrative_use (
  item_id uuid not null references item on delete cascade,
  narrative_id uuid not null,
  version integer not null,
  override_reason text not null default '',
  attached_at timestamptz not null,
  primary key (item_id, narrative_id),
  foreign key (narrative_id, version) references narrative_version on delete cascade
);

create table fact (
  id uuid primary key,
  created_at timestamptz not null
);
create table fact_version (
  fact_id uuid not null references fact on delete cascade,
  version integer not null,
  name_id text not null,
  name_en text not null,
  -- as it is said: '5,12', '133'
  value text not null,
  unit text not null,
  as_of date,
  source text not null,
  source_url text,
  valid_until date,
  -- why it changed, in words
  reason text not null default '',
  -- the version before was wrong, so what used it needs correcting; else only what is unsent needs a look
  is_correction boolean not null default false,
  changed_by uuid references person,
  created_at timestamptz not null,
  primary key (fact_id, version)
);
-- Who leans on which version of a fact. A row stays when the user lets go of it: what went out with it went out with it.
create table fact_use (
  fact_id uuid not null,
  version integer not null,
  -- item | kit | narrative
  user_kind text not null,
  user_id uuid not null,
  -- null for what belongs to the whole ministry
  mission_id text references mission,
  since timestamptz not null,
  ended_at timestamptz,
  primary key (fact_id, version, user_kind, user_id),
  foreign key (fact_id, version) references fact_version
);
create index fact_use_user on fact_use (user_kind, user_id);

-- What a mission writes on its one page for a quarter; mix, kits and days are read from where they live.
create table mission_plan (
  mission_id text not null references mission,
  quarter text not null,
  aims text not null default '',
  audience text not null default '',
  channels text not null default '',
  partners text not null default '',
  measures text not null default '',
  desk_comment text not null default '',
  desk_comment_by uuid references person,
  desk_comment_at timestamptz,
  updated_by uuid references person,
  updated_at timestamptz not null,
  revision integer not null default 1,
  primary key (mission_id, quarter)
);

-- A mission's calendar reads its items by their planned time.
create index item_mission_planned on item (mission_id, planned_local) where planned_local is not null;
