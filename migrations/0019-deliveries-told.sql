-- What people see of a delivery is told row by row: leases, renewals and polls do not even call the function, and a row
-- costs a tenth of what comparing two lists did. The server tells the same notice once in a transaction.
drop trigger delivery_tells_update on delivery;
drop function tell_delivery_change();
create function tell_delivery() returns trigger language plpgsql as $$
begin
  perform pg_notify('selaras_change', 'deliveries ' || new.mission_id);
  return null;
end $$;
create trigger delivery_tells_update after update on delivery for each row
  when (new.state <> 'sending' and (new.state, new.due_at, new.claimed_by, new.sent_by)
    is distinct from (old.state, old.due_at, old.claimed_by, old.sent_by))
  execute function tell_delivery();
