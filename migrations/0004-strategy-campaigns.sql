create table objective (
  code text not null,
  version integer not null,
  parent_code text,
  sort integer not null,
  name_id text not null,
  name_en text not null,
  definition_id text not null,
  definition_en text not null,
  examples text[] not null default '{}',
  owner_unit text not null,
  -- reading topics of the labelling guide that speak for this node; empty = scored from people's labels only
  topics text[] not null default '{}',
  cue_phrases text[] not null default '{}',
  valid_from date not null,
  valid_to date,
  created_at timestamptz not null,
  primary key (code, version)
);

create table target_mix (
  id uuid primary key,
  mission_id text not null references mission,
  -- '2026-Q4'
  quarter text not null,
  -- proposed | agreed | replaced
  status text not null,
  proposed_by uuid references person,
  proposed_at timestamptz not null,
  agreed_by uuid references person,
  agreed_at timestamptz,
  created_at timestamptz not null
);
create unique index target_mix_agreed on target_mix (mission_id, quarter) where status = 'agreed';
create unique index target_mix_proposed on target_mix (mission_id, quarter) where status = 'proposed';
create table target_mix_share (
  mix_id uuid not null references target_mix on delete cascade,
  objective_code text not null,
  percent numeric(5, 2) not null check (percent >= 0 and percent <= 100),
  primary key (mix_id, objective_code)
);

create table campaign (
  id uuid primary key,
  title text not null,
  objective_code text not null,
  goal text not null,
  baseline text not null,
  starts_on date not null,
  ends_on date not null,
  -- mandatory | recommended
  obligation text not null,
  -- draft | released | ended
  status text not null,
  -- from here missions see the kit and prepare
  released_at timestamptz,
  -- until here nothing leaves and nothing is public
  embargo_until timestamptz,
  -- lateness is counted from here
  target_at timestamptz,
  created_by uuid not null references person,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  revision integer not null default 1
);
create table kit (
  id uuid primary key,
  campaign_id uuid not null unique references campaign on delete cascade,
  -- open parts: [{kind: hook|language|partner|time, hint}]
  open_parts jsonb not null default '[]',
  must_say text[] not null default '{}',
  must_not_say text[] not null default '{}'
);
-- The locked core, per language.
create table kit_core (
  kit_id uuid not null references kit on delete cascade,
  language text not null,
  headline text not null,
  message text not null,
  facts text[] not null default '{}',
  -- an example of a whole post around the core, for missions to start from
  example text not null default '',
  is_master boolean not null default false,
  primary key (kit_id, language)
);
create table assignment (
  campaign_id uuid not null references campaign on delete cascade,
  mission_id text not null references mission,
  -- pending | taken | adapted | declined
  status text not null,
  reason text,
  answered_by uuid references person,
  answered_at timestamptz,
  refusal_accepted_by uuid references person,
  refusal_accepted_at timestamptz,
  primary key (campaign_id, mission_id)
);
create index assignment_mission on assignment (mission_id);
