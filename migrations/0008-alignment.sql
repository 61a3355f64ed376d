-- Roll-up: one row a mission x local day x stratum x label source x whether it is rated; recomputed whole per day cell.
create table alignment_day (
  mission_id text not null references mission,
  local_day date not null,
  -- id | en | other (language group)
  language_group text not null,
  -- rated | officer | machine | none: whose label stands
  label_source text not null,
  messages integer not null,
  -- sum of capped weights (at most 3 a mission and day)
  weight double precision not null,
  -- {objective code: weighted share sum}, `none` included
  objective_weights jsonb not null,
  -- sum of weight x purpose value (0, 0.5, 1)
  purpose_weight double precision not null,
  -- weight that the machine or a person could read at all
  readable_weight double precision not null,
  computed_at timestamptz not null,
  primary key (mission_id, local_day, language_group, label_source)
);
create index alignment_day_day on alignment_day (local_day);

-- Day cells that changed and wait for their recomputation. A log, not a set: writers never wait for one another, and a
-- change that commits while its cell is being recomputed leaves its own row for the next round.
create table alignment_dirty (
  id bigint generated always as identity primary key,
  mission_id text not null,
  local_day date not null
);

-- Every change of a raw row marks its day cell in its own transaction, so that no writer can forget it.
create function mark_message_days() returns trigger language plpgsql as $$
begin
  if tg_op in ('UPDATE', 'DELETE') then
    insert into alignment_dirty (mission_id, local_day) select distinct mission_id, local_day from old_rows;
  end if;
  if tg_op in ('INSERT', 'UPDATE') then
    insert into alignment_dirty (mission_id, local_day) select distinct mission_id, local_day from new_rows;
  end if;
  return null;
end $$;
create trigger message_marks_insert after insert on message referencing new table as new_rows
  for each statement execute function mark_message_days();
create trigger message_marks_update after update on message referencing old table as old_rows new table as new_rows
  for each statement execute function mark_message_days();
create trigger message_marks_delete after delete on message referencing old table as old_rows
  for each statement execute function mark_message_days();

-- For readings and labels: the day of their message.
create function mark_days_of_messages() returns trigger language plpgsql as $$
begin
  insert into alignment_dirty (mission_id, local_day)
    select distinct m.mission_id, m.local_day from changed_rows c join message m on m.id = c.message_id;
  return null;
end $$;
create trigger reading_marks_insert after insert on reading referencing new table as changed_rows
  for each statement execute function mark_days_of_messages();
create trigger reading_marks_update after update on reading referencing new table as changed_rows
  for each statement execute function mark_days_of_messages();
create trigger reading_marks_delete after delete on reading referencing old table as changed_rows
  for each statement execute function mark_days_of_messages();
create trigger label_marks_insert after insert on label referencing new table as changed_rows
  for each statement execute function mark_days_of_messages();
create trigger label_marks_update after update on label referencing new table as changed_rows
  for each statement execute function mark_days_of_messages();
create trigger label_marks_delete after delete on label referencing old table as changed_rows
  for each statement execute function mark_days_of_messages();

-- For what an item declares: the days of its messages.
create function mark_days_of_items() returns trigger language plpgsql as $$
begin
  insert into alignment_dirty (mission_id, local_day)
    select distinct m.mission_id, m.local_day from changed_rows c join message m on m.item_id = c.item_id;
  return null;
end $$;
create trigger item_objective_marks_insert after insert on item_objective referencing new table as changed_rows
  for each statement execute function mark_days_of_items();
create trigger item_objective_marks_update after update on item_objective referencing new table as changed_rows
  for each statement execute function mark_days_of_items();
create trigger item_objective_marks_delete after delete on item_objective referencing old table as changed_rows
  for each statement execute function mark_days_of_items();
create function mark_days_of_item_kind() returns trigger language plpgsql as $$
begin
  insert into alignment_dirty (mission_id, local_day)
    select distinct m.mission_id, m.local_day
    from new_rows n join old_rows o on o.id = n.id and o.kind is distinct from n.kind join message m on m.item_id = n.id;
  return null;
end $$;
create trigger item_kind_marks_update after update on item referencing old table as old_rows new table as new_rows
  for each statement execute function mark_days_of_item_kind();

-- The topics of an objective decide what a machine's label means: everything is computed again.
create function mark_every_day() returns trigger language plpgsql as $$
begin
  insert into alignment_dirty (mission_id, local_day) select distinct mission_id, local_day from alignment_day;
  return null;
end $$;
create trigger objective_marks after insert or update or delete on objective
  for each statement execute function mark_every_day();
