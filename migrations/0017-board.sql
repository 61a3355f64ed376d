-- The board at ten thousand messages a mission: counts a day cell, and a number that grows with every change of a mission's
-- cells, so that sums may be kept as long as it stands.
create table message_day (
  mission_id text not null references mission,
  local_day date not null,
  -- posts of messages that count
  posts integer not null,
  -- messages all of whose posts are gone; they stay counted
  deleted integer not null,
  -- messages outside the index (takeover, pause, drill)
  excluded integer not null,
  primary key (mission_id, local_day)
);
create table alignment_version (
  mission_id text primary key references mission,
  version bigint not null
);

-- A copy of a message on another network changes the count of posts of its day.
create function mark_days_of_posts() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into alignment_dirty (mission_id, local_day)
      select distinct m.mission_id, m.local_day from new_rows n join message m on m.id = n.message_id;
  elsif tg_op = 'UPDATE' then
    insert into alignment_dirty (mission_id, local_day)
      select distinct m.mission_id, m.local_day
      from new_rows n join old_rows o on o.id = n.id and o.message_id is distinct from n.message_id
      join message m on m.id in (o.message_id, n.message_id);
  else
    insert into alignment_dirty (mission_id, local_day)
      select distinct m.mission_id, m.local_day from old_rows o join message m on m.id = o.message_id;
  end if;
  return null;
end $$;
create trigger post_marks_insert after insert on post referencing new table as new_rows
  for each statement execute function mark_days_of_posts();
create trigger post_marks_update after update on post referencing old table as old_rows new table as new_rows
  for each statement execute function mark_days_of_posts();
create trigger post_marks_delete after delete on post referencing old table as old_rows
  for each statement execute function mark_days_of_posts();

insert into alignment_dirty (mission_id, local_day) select distinct mission_id, local_day from message;
