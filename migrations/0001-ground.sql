-- Ground: settings, running processes, remembered creates.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null
);

-- Every web or worker process announces itself, so that `doctor` can see two hosts on local files and a silent dispatcher.
create table process (
  id uuid primary key,
  host text not null,
  pid integer not null,
  roles text[] not null,
  files_location text not null,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  dispatcher_tick_at timestamptz
);

-- A create that is sent twice with the same key answers the same thing twice.
create table idempotency_key (
  person_id uuid not null,
  key text not null,
  endpoint text not null,
  request_hash text not null,
  status integer,
  body jsonb,
  created_at timestamptz not null,
  primary key (person_id, key)
);

-- Tries counted in fixed windows, shared by every process; the key is a hash.
create table rate_window (
  key text primary key,
  started_at timestamptz not null,
  count integer not null
);

-- Audit: written unchained in the transaction of the act; one chainer links events by commit order.
create table audit_event (
  id uuid primary key,
  at timestamptz not null,
  actor_id uuid,
  -- 'person' | 'system' | 'public'
  actor_kind text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  mission_id text,
  -- ids and hashes only, no personal text
  payload jsonb not null default '{}',
  xid xid8 not null default pg_current_xact_id()
);
create index audit_event_subject on audit_event (subject_kind, subject_id);
create index audit_event_at on audit_event (at desc, id desc);

-- Events that wait for the chainer.
create table audit_pending (
  event_id uuid primary key,
  xid xid8 not null
);
create function audit_event_waits() returns trigger language plpgsql as $$
begin
  insert into audit_pending (event_id, xid) select id, xid from new_rows;
  return null;
end $$;
create trigger audit_event_waits after insert on audit_event referencing new table as new_rows
  for each statement execute function audit_event_waits();

create table audit_link (
  chain integer not null,
  seq bigint not null,
  event_id uuid not null unique,
  previous_hash text not null,
  hash text not null,
  linked_at timestamptz not null,
  primary key (chain, seq)
);
-- Heads are also written to files outside the database, so that a cut tail shows.
create table audit_head (
  chain integer not null,
  seq bigint not null,
  hash text not null,
  exported_at timestamptz not null,
  primary key (chain, seq)
);
