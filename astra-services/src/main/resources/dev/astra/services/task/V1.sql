-- A goal's tasks, and how many of them are not completed. The row is also what completions of one goal queue up at.
CREATE TABLE graph (
    goal_id text PRIMARY KEY,
    remaining int NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE task (
    id text PRIMARY KEY,
    goal_id text NOT NULL REFERENCES graph,
    position int NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    tool text NOT NULL,
    input text NOT NULL,
    after text[] NOT NULL,
    agent text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'queued', 'running', 'completed', 'failed', 'dead_letter')),
    -- how many of those it comes after are not completed
    waiting int NOT NULL CHECK (waiting >= 0),
    attempt int NOT NULL DEFAULT 0,
    worker text NOT NULL DEFAULT '',
    reason text NOT NULL DEFAULT '',
    artifact text,
    -- the trace that its goal was submitted in: all that happens to it belongs there
    traceparent text NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (goal_id, name),
    CHECK ((state = 'completed') = (artifact IS NOT NULL))
) WITH (fillfactor = 70);

-- what somebody has to decide about: small however many tasks there have been
CREATE INDEX task_undecided ON task (changed_at) WHERE state = 'failed' OR (state = 'pending' AND waiting = 0);
CREATE INDEX task_queued ON task (changed_at) WHERE state = 'queued';
CREATE INDEX task_running ON task (worker) WHERE state = 'running';

CREATE TABLE outbox (
    id bigserial PRIMARY KEY,
    stream text NOT NULL,
    body text NOT NULL,
    traceparent text
);
