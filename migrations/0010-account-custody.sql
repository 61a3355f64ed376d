-- Accounts: every move with its reason, other names they had, connections and their health, custody, handover, confirmation.

alter table account
  add column vault_reference text,
  -- connection: by whom and since when, until when the network's consent holds, what the last tries brought
  add column connected_at timestamptz,
  add column connected_by uuid references person on delete set null,
  add column connection_expires_at timestamptz,
  add column connection_succeeded_at timestamptz,
  add column connection_check_due_at timestamptz,
  add column connection_refusals integer not null default 0,
  add column connection_refused_at timestamptz,
  add column connection_limited_until timestamptz,
  -- a wish to close it, or to merge it into another; somebody else decides
  add column closing_proposed_at timestamptz,
  add column closing_proposed_by uuid references person on delete set null,
  add column closing_reason text,
  add column merge_into uuid references account on delete set null,
  -- nobody approves what they proposed (ACC-04)
  add constraint account_approved_by_another check (approved_by is null or proposed_by is null or approved_by <> proposed_by);
create index account_connection_check on account (connection_check_due_at) where connection_state <> 'none';

create table account_move (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  from_status text not null,
  to_status text not null,
  reason text,
  moved_by uuid references person,
  moved_at timestamptz not null,
  -- this move took an earlier one back
  undoes uuid references account_move
);
create index account_move_account on account_move (account_id, moved_at);

-- Names an account had: whoever asks for an old one is led to the new one, never told that it is official.
create table account_former_handle (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  network text not null references platform,
  handle text not null,
  handle_key text not null,
  changed_by uuid references person,
  changed_at timestamptz not null
);
create index account_former_handle_account on account_former_handle (account_id);

-- A credential is sealed with a data key of its own, which the master key seals; null: sealed by the master key itself.
alter table credential add column sealed_key bytea;

-- How networks know Selaras: one registration a network (service ''), or one a server of a network with many.
create table app_registration (
  network text not null references platform,
  service text not null default '',
  client_id text not null,
  sealed bytea not null,
  sealed_key bytea not null,
  key_id text not null,
  registered_by uuid references person on delete set null,
  updated_at timestamptz not null,
  primary key (network, service)
);

-- Consent under way: ten minutes, once, for the session that began it. The state is kept as its SHA-256.
create table consent (
  state_hash text primary key,
  account_id uuid not null references account on delete cascade,
  session_id uuid not null references session on delete cascade,
  person_id uuid not null references person on delete cascade,
  service text not null default '',
  sealed_verifier bytea not null,
  redirect_uri text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table account_custodian (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  name text not null,
  office text not null,
  person_id uuid references person,
  is_local_short_term boolean not null,
  posting_ends_on date,
  added_by uuid references person,
  added_at timestamptz not null,
  removed_at timestamptz
);
create index account_custodian_account on account_custodian (account_id) where removed_at is null;

-- What somebody vouches for, with the day: `recovery` (institutional mail and phone), `mfa`.
create table account_attestation (
  account_id uuid not null references account on delete cascade,
  kind text not null,
  attested_by uuid references person,
  attested_at timestamptz not null,
  primary key (account_id, kind)
);

create table handover (
  id uuid primary key,
  mission_id text not null references mission,
  leaver_name text not null,
  leaver_office text not null,
  leaver_id uuid references person,
  leaver_is_local_short_term boolean not null,
  ends_on date not null,
  successor_name text,
  successor_office text,
  successor_id uuid references person,
  successor_is_local_short_term boolean,
  successor_ends_on date,
  opened_by uuid references person,
  opened_at timestamptz not null,
  overdue_noted_at timestamptz,
  closed_at timestamptz,
  -- null while open, then signed | cancelled
  outcome text,
  cancel_reason text
);
create index handover_mission on handover (mission_id);
create unique index handover_open on handover (mission_id, leaver_name) where closed_at is null;
create table handover_account (
  handover_id uuid not null references handover on delete cascade,
  account_id uuid not null references account on delete cascade,
  primary key (handover_id, account_id)
);
create table handover_step (
  handover_id uuid not null,
  account_id uuid not null,
  step text not null,
  done_by uuid references person,
  done_at timestamptz not null,
  primary key (handover_id, account_id, step),
  foreign key (handover_id, account_id) references handover_account on delete cascade
);
create table handover_signature (
  handover_id uuid not null references handover on delete cascade,
  -- leaver | successor; two persons, of whom none signs twice
  side text not null,
  person_id uuid not null references person,
  -- hash of the minutes that were signed
  minutes_hash text not null,
  signed_at timestamptz not null,
  primary key (handover_id, side),
  unique (handover_id, person_id)
);

-- A round in which missions confirm their accounts one by one; mission null = every mission.
create table confirmation_round (
  id uuid primary key,
  mission_id text references mission,
  started_by uuid references person,
  started_at timestamptz not null,
  due_on date not null,
  closed_at timestamptz
);
create table account_confirmation (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  -- ours | not_ours | unsure | withdrawn
  answer text not null,
  note text,
  answered_by uuid references person,
  answered_at timestamptz not null
);
create index account_confirmation_account on account_confirmation (account_id, answered_at);
-- The newest post of an account, for what has gone quiet.
create index post_account_published on post (account_id, published_at desc);
