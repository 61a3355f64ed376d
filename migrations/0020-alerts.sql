-- Crisis: alerts with numbered updates, drills that cannot become public, pauses, prepared texts, takeovers, impersonation.

create table alert (
  id uuid primary key,
  mission_id text not null references mission,
  -- name in addresses, such as kbri-damascus-2026-1; drills have names of their own
  slug text not null unique,
  is_drill boolean not null,
  -- evacuation | conflict | unrest | disaster | health | accident | other
  scenario text not null,
  country_iso2 text not null,
  -- open | stood_down | closed
  status text not null default 'open',
  -- since when what it is about goes on
  starts_at timestamptz not null,
  -- number of the newest update
  last_number integer not null default 1,
  created_by uuid not null references person,
  created_at timestamptz not null,
  stood_down_at timestamptz,
  closed_at timestamptz,
  unique (id, is_drill)
);
create index alert_mission on alert (mission_id, created_at desc);
create index alert_open on alert (created_at desc) where status <> 'closed';

-- Once begun as a drill it stays one, and the other way round.
create function keep_drill() returns trigger language plpgsql as $$
begin
  if new.is_drill is distinct from old.is_drill then
    raise exception 'a drill stays a drill and an alert stays an alert' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger alert_keeps_drill before update on alert for each row execute function keep_drill();

-- What was said, whole, each time; never changed afterwards.
create table alert_update (
  alert_id uuid not null references alert on delete cascade,
  number integer not null,
  -- raised | update | stand_down
  kind text not null,
  -- 1 is the gravest
  level smallint not null check (level between 1 and 3),
  -- provinces or places; none = the whole country
  areas text[] not null default '{}',
  -- where areas are named: the level in the rest of the country, if any (Damascus: 1 in four provinces, 3 elsewhere)
  elsewhere_level smallint check (elsewhere_level is null or (elsewhere_level between 1 and 3 and cardinality(areas) > 0)),
  -- [{language, title, situation, instructions: []}]
  texts jsonb not null,
  -- [{label, number, kind, side}]
  hotlines jsonb not null,
  next_update_at timestamptz,
  -- the instants that Perki 1/2021 asks for: when known, when decided; when public stands in alert_publication
  known_at timestamptz not null,
  decided_at timestamptz not null,
  decided_by uuid not null references person,
  -- in which capacity: head_of_mission, charge_ad_interim, delegate_of_head …
  capacity text not null,
  primary key (alert_id, number)
);

-- Everything public is read from here and from nowhere else, and a drill has no row here: the key names `is_drill`.
create table alert_publication (
  alert_id uuid not null,
  number integer not null,
  is_drill boolean not null default false check (not is_drill),
  -- first written as a file that any web server keeps serving
  public_at timestamptz,
  primary key (alert_id, number),
  foreign key (alert_id, number) references alert_update (alert_id, number) on delete cascade,
  foreign key (alert_id, is_drill) references alert (id, is_drill)
);
-- Items that carry it to the mission's accounts.
create table alert_item (
  alert_id uuid not null,
  number integer not null,
  item_id uuid not null references item on delete cascade,
  is_drill boolean not null default false check (not is_drill),
  primary key (alert_id, item_id),
  foreign key (alert_id, is_drill) references alert (id, is_drill)
);
create table alert_hold (
  alert_id uuid not null,
  hold_id uuid not null references hold on delete cascade,
  is_drill boolean not null default false check (not is_drill),
  primary key (alert_id, hold_id),
  foreign key (alert_id, is_drill) references alert (id, is_drill)
);
create index alert_hold_hold on alert_hold (hold_id);
-- Items that an officer let through, with the reason.
create table alert_exception (
  item_id uuid not null references item on delete cascade,
  hold_id uuid not null references hold on delete cascade,
  mission_id text not null references mission,
  reason text not null,
  confirmed_by uuid references person,
  confirmed_at timestamptz not null,
  primary key (item_id, hold_id)
);
create table after_action (
  alert_id uuid primary key references alert on delete cascade,
  worked text not null,
  failed text not null,
  actions text not null,
  written_by uuid not null references person,
  written_at timestamptz not null
);

-- Items that an officer takes out of a hold.
alter table hold add column exempt_items uuid[] not null default '{}';

-- What people see and read while a pause holds; from when until when stands in its hold.
create table publication_pause (
  hold_id uuid primary key references hold on delete cascade,
  -- mourning | quiet_period | respect | other
  occasion text not null,
  title text not null,
  wording_id text not null,
  wording_en text not null default '',
  -- ribbon | plain: the sign on screens
  sign text not null,
  created_at timestamptz not null
);

-- Holding statements and dark pages, ready by scenario.
create table crisis_text (
  id uuid primary key,
  -- headquarters' serve every mission
  mission_id text not null references mission,
  -- holding_statement | dark_page
  kind text not null,
  scenario text not null,
  -- [{language, title, situation, instructions: []}]
  texts jsonb not null,
  revision integer not null default 1,
  reviewed_by uuid references person,
  reviewed_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  retired_at timestamptz
);
create index crisis_text_mission on crisis_text (mission_id) where retired_at is null;

-- An account in foreign hands (ACC-09).
create table takeover (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  mission_id text not null references mission,
  -- T: posts from here on are not ours
  lost_at timestamptz not null,
  known_at timestamptz not null,
  decided_at timestamptz not null,
  reported_by uuid references person,
  reason text not null,
  hold_id uuid references hold,
  -- null while open, then recovered | given_up
  outcome text,
  proof text,
  ended_at timestamptz,
  ended_by uuid references person
);
create unique index takeover_open on takeover (account_id) where ended_at is null;
create index takeover_mission on takeover (mission_id, decided_at desc);
create table takeover_step (
  takeover_id uuid not null references takeover on delete cascade,
  step text not null,
  note text not null default '',
  done_by uuid references person,
  done_at timestamptz not null,
  primary key (takeover_id, step)
);

-- Somebody else under our name (ACC-10). Nothing about followers or about who reported it.
create table impersonation_case (
  id uuid primary key,
  mission_id text not null references mission,
  network text not null references platform,
  handle text not null,
  handle_key text not null,
  url text not null,
  -- citizen | staff | platform
  source text not null,
  summary text not null,
  -- what Cek Akun answered when the case was opened
  registry_answer text not null,
  opened_by uuid references person,
  opened_at timestamptz not null,
  reported_at timestamptz,
  report_reference text not null default '',
  warned_at timestamptz,
  -- null while open, then removed | refused | renamed | not_impersonation
  outcome text,
  outcome_note text not null default '',
  closed_at timestamptz
);
create index impersonation_mission on impersonation_case (mission_id, opened_at desc);
create index impersonation_warned on impersonation_case (network, handle_key) where warned_at is not null;
create table impersonation_evidence (
  id uuid primary key,
  case_id uuid not null references impersonation_case on delete cascade,
  -- link | screenshot
  kind text not null,
  url text not null,
  note text not null default '',
  sha256 text not null,
  content_type text,
  bytes integer,
  file_key text,
  captured_at timestamptz not null,
  added_by uuid references person,
  added_at timestamptz not null
);
create index impersonation_evidence_case on impersonation_evidence (case_id, added_at);

do $$
declare
  told record;
begin
  for told in select * from (values
    ('alert', 'alerts'), ('crisis_text', 'alerts'), ('takeover', 'accounts'), ('impersonation_case', 'accounts')
  ) as list (source, room) loop
    execute format('create trigger %1$s_tells_insert after insert on %1$I referencing new table as changed_rows
      for each statement execute function tell_change(%2$L)', told.source, told.room);
    execute format('create trigger %1$s_tells_update after update on %1$I referencing new table as changed_rows
      for each statement execute function tell_change(%2$L)', told.source, told.room);
  end loop;
end $$;
create trigger publication_pause_tells after insert or update on publication_pause
  for each statement execute function tell_change_to_all('alerts');
