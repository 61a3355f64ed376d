-- The delivery table is the queue.
create table delivery (
  id uuid primary key,
  item_id uuid not null references item,
  variant_id uuid not null,
  account_id uuid not null references account,
  mission_id text not null references mission,
  network text not null,
  occurrence integer not null default 1,
  bundle_hash text not null,
  -- frozen content: {text, languages, link, images: [{mediaId, alt}]}
  content jsonb not null,
  item_kind text not null,
  -- identity, fixed once before the first call
  record_key text not null,
  idempotency_key text not null,
  record_created_at timestamptz not null,
  -- intent and the instant derived from it
  due_local text not null check (due_local ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  due_zone text not null,
  due_at timestamptz not null,
  -- smaller goes first; alerts 0, ordinary 100
  priority smallint not null default 100,
  -- scheduled | held | needs_confirmation | awaiting_person | sending | pending | sent | refused | unknown | cancelled
  state text not null,
  state_reason text,
  state_changed_at timestamptz not null,
  -- when the worker looks at it next
  next_at timestamptz not null,
  lease_owner uuid,
  lease_until timestamptz,
  fence bigint not null default 0,
  attempts integer not null default 0,
  ticket text,
  remote_id text,
  url text,
  sent_at timestamptz,
  -- who reported it by link; null = the network said so itself
  sent_by uuid references person,
  -- when the post was made from it; null = still to be made
  recorded_at timestamptz,
  -- when a person last said that it is still fitting; lateness counts from here
  confirmed_at timestamptz,
  -- manual: who has taken it
  claimed_by uuid references person,
  claimed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- an item has one variant per account; a variant that was taken out and put back is the same delivery
  unique (item_id, account_id, occurrence)
);
create index delivery_due on delivery (next_at) where state in ('scheduled', 'sending', 'pending', 'unknown');
create index delivery_stopped on delivery (account_id) where state in ('held', 'awaiting_person');
create index delivery_account_sent on delivery (account_id, sent_at) where sent_at is not null;
create index delivery_unrecorded on delivery (sent_at) where state = 'sent' and recorded_at is null;
create index delivery_account_open on delivery (account_id) where state in ('scheduled', 'sending', 'pending', 'unknown');
create index delivery_mission_due on delivery (mission_id, due_at desc, id desc);
create unique index delivery_remote on delivery (account_id, remote_id) where remote_id is not null;

create table delivery_attempt (
  id uuid primary key,
  delivery_id uuid not null references delivery on delete cascade,
  number integer not null,
  -- publish | poll | look_up | person
  kind text not null,
  fence bigint not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  detail text,
  -- posts on the account that may be it: [{remoteId, url, text, publishedAt, likenessPercent}]
  candidates jsonb not null default '[]',
  person_id uuid references person,
  unique (delivery_id, number)
);

create table hold (
  id uuid primary key,
  -- pause | takeover | embargo | alert
  kind text not null,
  -- ministry | region | mission | account | item | campaign
  scope_kind text not null,
  scope_value text not null,
  reason text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  exempt_kinds text[] not null default '{}',
  created_by uuid references person,
  created_at timestamptz not null,
  lifted_by uuid references person,
  lifted_at timestamptz
);
create index hold_active on hold (scope_kind, scope_value) where lifted_at is null;
