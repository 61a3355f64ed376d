-- Kits whole (CAM-01, 02, 07), recall with correction tasks (CON-11), approval whole (APR-01 to 04).

alter table campaign
  -- OASIS beside the objective (goal, baseline): audience and insight, strategy, implementation, scoring
  add column audience text not null default '',
  add column strategy text not null default '',
  add column implementation text not null default '',
  add column scoring text not null default '',
  -- routine | sensitive | policy: the tier at which headquarters cleared it; whoever changes its core goes through it again
  add column risk_tier text not null default 'routine',
  -- a mission offers its own item to its peers (CAM-07): whose it is, and from which item it was made
  add column credit_mission_id text references mission,
  add column source_item_id uuid references item,
  -- kits only: status may also be `withdrawn`
  add column withdrawn_at timestamptz;

-- Headquarters approves each language of the core by name; an unapproved one is shown to headquarters alone.
alter table kit_core
  add column written_by uuid references person,
  add column approved_by uuid references person,
  add column approved_at timestamptz;
update kit_core set written_by = campaign.created_by, approved_by = campaign.created_by, approved_at = campaign.released_at
  from kit join campaign on campaign.id = kit.campaign_id
  where kit.id = kit_core.kit_id and campaign.released_at is not null;

create table kit_asset (
  kit_id uuid not null references kit on delete cascade,
  media_id uuid not null references media,
  position integer not null,
  note text not null default '',
  primary key (kit_id, media_id)
);

-- A change of something that missions already work with: a kit amended or withdrawn, or a fact of the register.
create table recall (
  id uuid primary key,
  -- amended | withdrawn | fact
  cause text not null,
  campaign_id uuid references campaign,
  fact_id uuid,
  -- what changed and why, for the people of missions
  reason text not null,
  -- words that a correction may use
  notice text not null default '',
  created_by uuid references person,
  created_at timestamptz not null,
  undone_by uuid references person,
  undone_at timestamptz
);
create index recall_campaign on recall (campaign_id, created_at desc);
create table recall_item (
  recall_id uuid not null references recall on delete cascade,
  item_id uuid not null references item,
  mission_id text not null references mission,
  -- as it stood when the recall reached it
  item_status text not null,
  item_revision integer not null,
  -- its deliveries then: surely not out and held; out or perhaps out
  held_count integer not null,
  out_count integer not null,
  hold_id uuid references hold,
  -- open | revised | withdrawn | undone
  state text not null default 'open',
  settled_at timestamptz,
  primary key (recall_id, item_id)
);
create index recall_item_open on recall_item (item_id) where state = 'open';
-- Published messages that a recall reaches, from items or written by hand.
create table recall_message (
  recall_id uuid not null references recall on delete cascade,
  message_id uuid not null references message on delete cascade,
  mission_id text not null references mission,
  primary key (recall_id, message_id)
);
create table correction_task (
  id uuid primary key,
  recall_id uuid not null references recall on delete cascade,
  mission_id text not null references mission,
  -- open | corrected | edited | deleted | not_needed | cancelled
  state text not null default 'open',
  note text not null default '',
  url text,
  correction_item_id uuid references item,
  done_by uuid references person,
  done_at timestamptz,
  created_at timestamptz not null,
  unique (recall_id, mission_id)
);
create index correction_task_open on correction_task (mission_id) where state = 'open';
-- Both stay: the original and what corrects it (CON-11).
create table item_correction (
  original_item_id uuid not null references item,
  correction_item_id uuid not null references item,
  task_id uuid references correction_task,
  created_at timestamptz not null,
  primary key (original_item_id, correction_item_id)
);

-- Who may approve in the place of a head of mission (APR-02, APR-03).
create table approval_mandate (
  id uuid primary key,
  -- delegation | charge (KUAI, while no head holds the post) | remote (for posts of one person)
  kind text not null,
  mission_id text not null references mission,
  person_id uuid not null references person,
  -- routine, sensitive, policy, emergency: tiers it covers
  tiers text[] not null,
  starts_on date not null,
  -- last local day of the mission; a delegation always has one
  ends_on date,
  reason text not null default '',
  given_by uuid references person,
  created_at timestamptz not null,
  revoked_by uuid references person,
  revoked_at timestamptz
);
create index approval_mandate_mission on approval_mandate (mission_id) where revoked_at is null;
create index approval_mandate_person on approval_mandate (person_id) where revoked_at is null;

-- How long an item waited for a step, in the working hours of whoever has to decide it (APR-04).
create table review_wait (
  id uuid primary key,
  item_id uuid not null references item on delete cascade,
  mission_id text not null references mission,
  -- mission | desk | headquarters
  step text not null,
  -- whose working hours count: the mission's, or headquarters' where somebody there decides
  clock_mission_id text not null references mission,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  escalated_at timestamptz,
  closed_at timestamptz,
  -- approved | returned | taken_back
  outcome text,
  -- working minutes from opening to closing
  worked_minutes integer
);
create unique index review_wait_open on review_wait (item_id) where closed_at is null;
create index review_wait_opened on review_wait (opened_at, mission_id);

alter table item
  -- the author says: it speaks for the government's policy or to a wide public (tier kebijakan/luas)
  add column is_policy boolean not null default false;

-- First publication of a kit by each mission.
create index message_campaign on message (campaign_id, mission_id, first_published_at) where campaign_id is not null;
