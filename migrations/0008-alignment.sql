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

-- Day cells that changed and wait for their recomputation.
create table alignment_dirty (
  mission_id text not null references mission,
  local_day date not null,
  marked_at timestamptz not null,
  primary key (mission_id, local_day)
);
