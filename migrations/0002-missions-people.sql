create table region (
  id text primary key,
  name_id text not null,
  name_en text not null,
  sort integer not null
);

create table mission (
  id text primary key,
  -- KBRI, KJRI, KRI, PTRI or whatever the ministry's data says; headquarters is a row too, never counted as a mission
  kind text not null,
  is_headquarters boolean not null default false,
  name_id text not null,
  name_en text not null,
  city text not null,
  country_iso2 text not null,
  latitude double precision not null,
  longitude double precision not null,
  timezone text not null,
  languages text[] not null,
  region_id text not null references region,
  website text,
  confidence text not null,
  -- ISO weekdays (1 = Monday) without work, from CLDR by territory
  weekend smallint[] not null,
  host_population bigint,
  -- null = "belum ditetapkan"
  is_hardship boolean,
  opened_on date,
  closed_on date,
  updated_at timestamptz not null
);
create table accreditation (
  mission_id text not null references mission on delete cascade,
  country_iso2 text not null,
  is_concurrent boolean not null,
  primary key (mission_id, country_iso2)
);

create table person (
  id uuid primary key,
  name text not null,
  -- lower case
  email text not null unique,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  locale text not null default 'id',
  is_sample boolean not null default false,
  -- last local day in the ministry's home zone on which the person may sign in
  leaves_on date,
  disabled_at timestamptz
);
-- A browser holds the token; here is only its SHA-256, so that a copy of the database signs nobody in.
create table session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token_hash text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  seen_at timestamptz not null
);
create index session_person on session (person_id);
create table password (
  person_id uuid primary key references person on delete cascade,
  -- argon2id in PHC form
  hash text not null,
  changed_at timestamptz not null
);
create table second_factor (
  person_id uuid primary key references person on delete cascade,
  -- sealed with the installation's secret
  sealed_secret bytea not null,
  created_at timestamptz not null,
  -- null until the first code has been shown to be right
  confirmed_at timestamptz,
  -- the newest 30-second step whose code was taken: a code works once
  last_step bigint not null default 0
);
-- One use, short life: first run, invitations.
create table sign_in_link (
  token_hash text primary key,
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- role x scope: a grant reaches what every entry of its scope list names
create table role_grant (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  role text not null,
  valid_from date not null,
  valid_to date,
  granted_by uuid references person,
  created_at timestamptz not null
);
create index role_grant_person on role_grant (person_id);
create table role_grant_scope (
  grant_id uuid not null references role_grant on delete cascade,
  -- ministry | region | mission | objective | account
  kind text not null,
  -- '*' for the ministry
  value text not null,
  primary key (grant_id, kind, value)
);
