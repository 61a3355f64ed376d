-- Tells web processes that something of a room changed, so that open screens follow. The notice names the room and the
-- mission, never what changed; more than 20 missions at once are told as `*`.
create function tell_change() returns trigger language plpgsql as $$
declare
  changed text[];
begin
  select array_agg(distinct mission_id) into changed from changed_rows;
  if changed is null then return null; end if;
  if cardinality(changed) > 20 then changed := array['*']; end if;
  perform pg_notify('selaras_change', tg_argv[0] || ' ' || mission) from unnest(changed) mission;
  return null;
end $$;

-- For what belongs to no single mission.
create function tell_change_to_all() returns trigger language plpgsql as $$
begin
  perform pg_notify('selaras_change', tg_argv[0] || ' *');
  return null;
end $$;

do $$
declare
  told record;
begin
  for told in select * from (values
    ('assignment', 'campaigns'), ('correction_task', 'campaigns'), ('item', 'items'), ('review_wait', 'approvals'),
    ('delivery', 'deliveries'), ('account', 'accounts'), ('target_mix', 'strategy'), ('alignment_day', 'alignment')
  ) as list (source, room) loop
    execute format('create trigger %1$s_tells_insert after insert on %1$I referencing new table as changed_rows
      for each statement execute function tell_change(%2$L)', told.source, told.room);
    execute format('create trigger %1$s_tells_update after update on %1$I referencing new table as changed_rows
      for each statement execute function tell_change(%2$L)', told.source, told.room);
  end loop;
  for told in select * from (values
    ('campaign', 'campaigns'), ('hold', 'deliveries'), ('objective', 'strategy'), ('narrative_version', 'strategy'),
    ('fact_version', 'strategy')
  ) as list (source, room) loop
    execute format('create trigger %1$s_tells after insert or update on %1$I
      for each statement execute function tell_change_to_all(%2$L)', told.source, told.room);
  end loop;
end $$;
