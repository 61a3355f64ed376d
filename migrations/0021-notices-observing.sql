-- Notices: what somebody must know or do, one row a person. Mails: the outbox, written in the transaction of its cause.

create table notice (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  -- room.verb, such as review.waiting
  kind text not null,
  -- what it is about: a room's own id; both null where it is about the person
  room text not null,
  subject_id text not null,
  mission_id text references mission,
  -- where it is dealt with, below the public address
  path text not null,
  -- {id: {title, body}, en: {title, body}}
  words jsonb not null,
  is_urgent boolean not null,
  -- the same matter is told to a person once
  dedupe_key text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  -- the matter is over: nobody need act on it any more
  settled_at timestamptz,
  -- the mail that carries it; mails are forgotten sooner than notices, so this points at nothing in time
  mail_id uuid,
  unique (person_id, dedupe_key)
);
create index notice_newest on notice (person_id, created_at desc, id desc);
create index notice_unread on notice (person_id) where read_at is null and settled_at is null;
create index notice_unmailed on notice (created_at) where mail_id is null and read_at is null and settled_at is null;
create index notice_matter on notice (dedupe_key);
create index notice_subject on notice (subject_id) where settled_at is null;
create index notice_mail on notice (mail_id) where mail_id is not null;

-- What a person wants by mail; no row = urgent at once, the rest once a day.
create table mail_wish (
  person_id uuid primary key references person on delete cascade,
  -- daily | urgent | none
  wish text not null,
  changed_at timestamptz not null
);

create table mail (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  -- urgent | digest | invitation
  purpose text not null,
  -- a digest's day at its reader's place: one a day
  digest_day date,
  -- waiting, sending, sent, refused (by the server, for good), doubtful (cut after it was handed over), withheld (a sample),
  -- expired (too late to be of use), dropped (nothing left to say)
  state text not null default 'waiting',
  attempts integer not null default 0,
  next_at timestamptz not null,
  expires_at timestamptz not null,
  claimed_at timestamptz,
  settled_at timestamptz,
  failure text,
  -- an invitation's one-time link, sealed; null again once the mail is out
  sealed bytea,
  -- who hears that an invitation was refused
  asked_by uuid references person on delete set null,
  created_at timestamptz not null,
  unique (person_id, digest_day)
);
create index mail_due on mail (next_at) where state in ('waiting', 'sending');
create index mail_person on mail (person_id, created_at desc);

-- Open screens of a person follow. The subject is the person, never what it is about.
create function tell_notice_change() returns trigger language plpgsql as $$
declare
  told uuid[];
begin
  select array_agg(distinct person_id) into told from changed_rows;
  if told is null then return null; end if;
  if cardinality(told) > 50 then
    perform pg_notify('selaras_change', 'notices *');
  else
    perform pg_notify('selaras_change', 'notices person:' || person) from unnest(told) person;
  end if;
  return null;
end $$;
create trigger notice_tells_insert after insert on notice referencing new table as changed_rows
  for each statement execute function tell_notice_change();
create trigger notice_tells_update after update on notice referencing new table as changed_rows
  for each statement execute function tell_notice_change();
