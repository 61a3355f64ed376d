create table platform (
  code text primary key,
  -- profile of data/platforms.json: limits, link patterns, deep links
  profile jsonb not null,
  updated_at timestamptz not null
);

create table account (
  id uuid primary key,
  mission_id text not null references mission,
  network text not null references platform,
  handle text not null,
  -- lower case, without @; what is compared
  handle_key text not null,
  url text not null,
  languages text[] not null default '{}',
  purpose text,
  -- diusulkan proposed, approved, active, suspended, taken_over, restored, closed, archived
  status text not null,
  status_changed_at timestamptz not null,
  proposed_by uuid references person,
  approved_by uuid references person,
  confidence text,
  verified_at timestamptz,
  verified_by uuid references person,
  -- set when a network connection exists; secrets are in `credential` only
  remote_account_id text,
  service text,
  connection_state text not null default 'none',
  connection_detail text,
  -- when it was last read back whole, when it is read next, and why the last try failed
  observed_at timestamptz,
  observe_due_at timestamptz,
  observe_failure text,
  created_at timestamptz not null,
  unique (network, handle_key)
);
create index account_mission on account (mission_id);
create index account_handle_trgm on account using gin (handle_key gin_trgm_ops);

-- The only table with secrets.
create table credential (
  account_id uuid primary key references account on delete cascade,
  sealed bytea not null,
  key_id text not null,
  updated_at timestamptz not null
);
