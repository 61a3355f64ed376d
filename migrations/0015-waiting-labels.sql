-- An officer's label counts once its stratum is audited; until then what the machine says of the same messages does.
alter table alignment_day
  add column machine_messages integer not null default 0,
  add column machine_weight double precision not null default 0,
  add column machine_objective_weights jsonb not null default '{}',
  add column machine_purpose_weight double precision not null default 0,
  add column machine_readable_weight double precision not null default 0;
insert into alignment_dirty (mission_id, local_day)
  select distinct mission_id, local_day from alignment_day where label_source = 'officer';
