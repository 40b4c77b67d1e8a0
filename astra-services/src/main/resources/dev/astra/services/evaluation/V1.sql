-- One verdict a goal, never changed.
CREATE TABLE evaluation (
    goal_id text PRIMARY KEY,
    passed boolean NOT NULL,
    score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
    summary text NOT NULL,
    -- each check, with what it found
    reasons text[] NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
