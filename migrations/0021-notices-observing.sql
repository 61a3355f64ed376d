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

-- Observing at scale: each account is read in turns, its parts on schedules of their own that thin with age.
alter table post
  -- when its numbers and its standing are asked about next; null = it is left in peace
  add column check_due_at timestamptz,
  -- what its public link calls it, where networks give links other names than ids (Instagram, Threads)
  add column link_key text;
create index post_check_due on post (account_id, check_due_at) where check_due_at is not null and deleted_at is null;
create index post_link_key on post (account_id, link_key) where link_key is not null;

create table observation (
  account_id uuid primary key references account on delete cascade,
  -- the earliest of what is due; one process at a time reads an account
  due_at timestamptz not null,
  leased_until timestamptz,
  posts_due_at timestamptz not null,
  posts_read_at timestamptz,
  inbox_due_at timestamptz not null,
  inbox_read_at timestamptz,
  audience_due_at timestamptz not null,
  audience_read_at timestamptz,
  checked_at timestamptz,
  -- history is read back to here; the cursor resumes it
  backfill_from timestamptz not null,
  backfill_cursor text,
  backfill_reached timestamptz,
  backfill_done_at timestamptz,
  backfill_posts integer not null default 0,
  -- the last try that failed: posts | checks | inbox | audience | backfill
  failed_part text,
  failure text,
  failed_at timestamptz,
  failures integer not null default 0,
  -- calls in the network's window
  window_at timestamptz,
  window_calls integer not null default 0,
  calls bigint not null default 0
);
create index observation_due on observation (due_at);

-- Aggregates only; cells under 100 people are masked before they are written (SEC-07).
create table audience_snapshot (
  account_id uuid not null references account on delete cascade,
  day date not null,
  mission_id text not null references mission,
  network text not null,
  followers integer,
  -- [{trait: country | city | age | gender, counts?: {cell: number | null}, shares?: {cell: number | null}}]; null = masked
  by_trait jsonb not null,
  masked_cells integer not null,
  read_at timestamptz not null,
  primary key (account_id, day)
);
create index audience_snapshot_mission on audience_snapshot (mission_id, day desc);

-- What others wrote to an account, until the room of questions has taken it over: then the text is forgotten here.
-- Who wrote it is never kept.
create table inbox_entry (
  account_id uuid not null references account on delete cascade,
  remote_id text not null,
  mission_id text not null references mission,
  kind text not null,
  about_remote_id text,
  text text,
  at timestamptz not null,
  seen_at timestamptz not null,
  taken_at timestamptz,
  primary key (account_id, remote_id)
);
create index inbox_entry_new on inbox_entry (seen_at) where taken_at is null;
create index inbox_entry_about on inbox_entry (account_id, about_remote_id);
