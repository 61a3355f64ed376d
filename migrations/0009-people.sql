-- Ways in when the telephone is lost: codes shown once, and a reset that two persons must agree on.

create table recovery_code (
  -- SHA-256 of the code; it has 58 random bits and works once
  code_hash text primary key,
  person_id uuid not null references person on delete cascade,
  created_at timestamptz not null,
  used_at timestamptz
);
create index recovery_code_person on recovery_code (person_id);

create table second_factor_reset (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  reason text not null,
  -- null = asked for on the machine itself
  asked_by uuid references person,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  -- confirmed | cancelled; null while it waits
  outcome text,
  settled_by uuid references person,
  settled_at timestamptz,
  constraint second_factor_reset_by_two check (outcome <> 'confirmed' or settled_by is distinct from asked_by)
);
create unique index second_factor_reset_open on second_factor_reset (person_id) where outcome is null;
