-- Jobs are looked up by kind, so that many of one kind do not stand before those of another. Few are given up: those are found by themselves.

CREATE INDEX job_kind_due ON job (kind, due_at, id) WHERE is_dead = FALSE;
CREATE INDEX job_dead ON job (created_at) WHERE is_dead = TRUE;
DROP INDEX job_due;
