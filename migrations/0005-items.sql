create table media (
  id uuid primary key,
  mission_id text not null references mission,
  sha256 text not null,
  content_type text not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  file_key text not null,
  credit text not null default '',
  licence text not null default '',
  expires_on date,
  created_by uuid not null references person,
  created_at timestamptz not null
);

create table item (
  id uuid primary key,
  mission_id text not null references mission,
  campaign_id uuid references campaign,
  author_id uuid not null references person,
  title text not null default '',
  -- purpose | activity_purpose | activity | protocol | service | emergency (CON-02)
  kind text not null,
  -- the four questions (CON-01)
  aim text not null default '',
  audience text not null default '',
  benefit text not null default '',
  desired_action text not null default '',
  -- what the author says; the kit's rules may raise the tier further
  is_sensitive boolean not null default false,
  risk_reason text not null default '',
  -- routine | sensitive, as it stood at the last save
  risk_tier text not null default 'routine',
  -- draft | in_review | returned | approved | withdrawn
  status text not null,
  -- intent: wall time + zone; the instant is derived
  -- wall time without zone, YYYY-MM-DDTHH:MM
  planned_local text check (planned_local ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  planned_zone text,
  checks jsonb not null default '{}',
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz
);
create index item_mission_updated on item (mission_id, updated_at desc, id desc);
create index item_updated on item (updated_at desc, id desc);
create index item_status on item (status, mission_id) where status in ('in_review', 'returned', 'draft');
create index item_campaign on item (campaign_id) where campaign_id is not null;
create table item_objective (
  item_id uuid not null references item on delete cascade,
  objective_code text not null,
  objective_version integer not null,
  weight numeric(4, 3) not null check (weight > 0 and weight <= 1),
  primary key (item_id, objective_code),
  foreign key (objective_code, objective_version) references objective (code, version)
);
create table item_text (
  item_id uuid not null references item on delete cascade,
  language text not null,
  text text not null,
  is_master boolean not null,
  -- ringkasan makna: what it says, in Indonesian, for whoever approves
  gist text not null default '',
  translator_name text not null default '',
  -- revision of the master this version was made from; older than the master's = "perlu disesuaikan"
  master_revision integer not null default 1,
  revision integer not null default 1,
  updated_at timestamptz not null,
  primary key (item_id, language)
);
create unique index item_text_master on item_text (item_id) where is_master;
create table item_media (
  item_id uuid not null references item on delete cascade,
  media_id uuid not null references media,
  position integer not null,
  alt_text text not null,
  primary key (item_id, media_id)
);
create table variant (
  id uuid primary key,
  item_id uuid not null references item on delete cascade,
  account_id uuid not null references account,
  language text not null,
  -- null = the language version as it stands
  text_override text,
  link_url text,
  link_title text,
  link_description text,
  updated_at timestamptz not null,
  unique (item_id, account_id)
);
create index variant_account on variant (account_id);

-- What a review is bound to: canonical JSON of every variant's text, media bytes, alt text, links, languages and accounts.
create table bundle (
  item_id uuid not null references item on delete cascade,
  hash text not null,
  content jsonb not null,
  created_at timestamptz not null,
  primary key (item_id, hash)
);
create table review (
  id uuid primary key,
  item_id uuid not null references item on delete cascade,
  bundle_hash text not null,
  -- mission | desk
  step text not null,
  -- approved | returned
  decision text not null,
  reviewer_id uuid not null references person,
  -- in which capacity the reviewer acted, e.g. head_of_mission
  capacity text not null,
  comment text not null default '',
  created_at timestamptz not null,
  foreign key (item_id, bundle_hash) references bundle (item_id, hash)
);
create index review_item on review (item_id);
