-- One pass of reading everything again after the reader was upgraded. What waits is in message.reading_due, so a pass
-- that was cut off goes on where it stood.
create table reading_pass (
  model_version text primary key,
  began_at timestamptz not null,
  -- messages that another version had read when it began
  messages integer not null,
  finished_at timestamptz
);
