-- An approved item that goes out again and again at the same wall time. Occurrences are deliveries of their own.
create table repeat_rule (
  item_id uuid primary key references item on delete cascade,
  mission_id text not null references mission,
  -- week | month | year
  every text not null,
  step integer not null check (step between 1 and 52),
  -- last day on which one may go out
  until date not null,
  -- wall time and zone of the occurrence that the others are counted from, and its number
  start_local text not null check (start_local ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  start_zone text not null,
  start_occurrence integer not null,
  -- the highest number that was ever made: what was cancelled alone is not made again
  made_through integer not null,
  -- what was approved: {bundleHash, kind, priority, variants}
  plan jsonb not null,
  created_by uuid references person,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  stopped_at timestamptz
);
create index repeat_rule_running on repeat_rule (updated_at) where stopped_at is null;

-- Open screens follow what people see of a delivery; leases, renewals and polls are nobody's news, and telling of them
-- costs every commit.
drop trigger delivery_tells_update on delivery;
create function tell_delivery_change() returns trigger language plpgsql as $$
declare
  changed text[];
begin
  select array_agg(distinct n.mission_id) into changed
  from changed_rows n join former_rows o on o.id = n.id
  where (n.state, n.due_at, n.claimed_by, n.sent_by) is distinct from (o.state, o.due_at, o.claimed_by, o.sent_by)
    and n.state <> 'sending';
  if changed is null then return null; end if;
  if cardinality(changed) > 20 then changed := array['*']; end if;
  perform pg_notify('selaras_change', 'deliveries ' || mission) from unnest(changed) mission;
  return null;
end $$;
create trigger delivery_tells_update after update on delivery referencing old table as former_rows new table as changed_rows
  for each statement execute function tell_delivery_change();
