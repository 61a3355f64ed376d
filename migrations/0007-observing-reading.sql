-- A message is what the index counts; posts on several networks may be one message.
create table message (
  id uuid primary key,
  mission_id text not null references mission,
  local_day date not null,
  item_id uuid references item,
  campaign_id uuid references campaign,
  text text not null,
  language text not null default 'und',
  first_published_at timestamptz not null,
  -- deleted = every post of it is gone; it stays counted
  deleted_at timestamptz,
  -- excluded from the index and why: takeover | pause | drill
  excluded_reason text,
  -- its text has not been read yet, or not as it stands now
  reading_due boolean not null default true,
  created_at timestamptz not null
);
create index message_reading_due on message (id) where reading_due;
create index message_mission_day on message (mission_id, local_day desc, id desc);
create index message_item on message (item_id) where item_id is not null;

create table post (
  id uuid primary key,
  account_id uuid not null references account,
  mission_id text not null references mission,
  network text not null,
  remote_id text not null,
  url text not null,
  text text not null,
  language text not null default 'und',
  media_kind text not null default 'none',
  published_at timestamptz not null,
  local_day date not null,
  -- observed | delivery | link | import
  source text not null,
  delivery_id uuid references delivery,
  message_id uuid references message,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  deleted_at timestamptz,
  -- current numbers; history in metric_snapshot. A number the network does not tell is null.
  likes integer,
  reposts integer,
  replies integer,
  quotes integer,
  views integer,
  metrics_at timestamptz,
  unique (account_id, remote_id)
);
create index post_mission_published on post (mission_id, published_at desc, id desc);
create index post_message on post (message_id);
create index post_url on post (url);
create index post_unjoined on post (id) where message_id is null;
create index post_delivery on post (delivery_id) where delivery_id is not null;

create table metric_snapshot (
  post_id uuid not null references post on delete cascade,
  at timestamptz not null,
  likes integer,
  reposts integer,
  replies integer,
  quotes integer,
  views integer,
  primary key (post_id, at)
);

create table reading (
  message_id uuid primary key references message on delete cascade,
  model_version text not null,
  language text not null,
  objective text not null,
  objectives jsonb not null,
  purpose smallint not null,
  benefit boolean not null,
  cta boolean not null,
  confidence real not null,
  abstained boolean not null,
  because jsonb not null,
  read_at timestamptz not null
);

-- People's labels. An officer's label (declared or corrected) outranks the machine; a blind rating outranks the officer.
create table label (
  id uuid primary key,
  message_id uuid not null references message on delete cascade,
  -- officer | blind | adjudicated
  source text not null,
  person_id uuid references person,
  objective text not null,
  secondary text,
  purpose smallint not null check (purpose between 0 and 2),
  benefit boolean,
  cta boolean,
  -- blind ratings: the sample they belong to
  sample_quarter text,
  sample_seed text,
  created_at timestamptz not null
);
create index label_message on label (message_id, source);
create index label_sample on label (sample_quarter) where sample_quarter is not null;
