alter table media
  add column kind text not null default 'image' check (kind in ('image', 'video')),
  add column title text not null default '',
  -- text alternative kept with the asset; an item may say it in other words
  add column alt_text text not null default '',
  -- of persons who can be recognised: not_needed (none) | given | public (an office in public) | unknown | withdrawn
  add column consent text not null default 'unknown'
    check (consent in ('not_needed', 'given', 'public', 'unknown', 'withdrawn')),
  -- where the consent is kept, never who gave it
  add column consent_note text not null default '',
  -- films only
  add column duration_ms integer,
  add column codecs text not null default '',
  add column updated_at timestamptz,
  -- taken out of the library; what uses it already keeps it
  add column retired_at timestamptz;
create index media_mission_created on media (mission_id, created_at desc, id desc);
create index media_expires on media (expires_on) where expires_on is not null;

-- A picture as one network takes it. Made once from the bytes of `source_sha256` by a recipe that names everything it
-- depends on, and kept: an approved bundle promises these bytes.
create table media_fit (
  source_sha256 text not null,
  recipe text not null,
  sha256 text not null,
  content_type text not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  file_key text not null,
  created_at timestamptz not null,
  primary key (source_sha256, recipe)
);
