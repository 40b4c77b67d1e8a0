CREATE TABLE goal (
    id text PRIMARY KEY,
    owner text NOT NULL,
    text text NOT NULL,
    state text NOT NULL CHECK (state IN ('submitted', 'planned', 'evaluating', 'completed', 'failed')),
    reason text NOT NULL DEFAULT '',
    evaluation text,
    traceparent text,
    -- when somebody should look at it again; null: never, it is finished and memory-service knows
    due_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    CHECK ((finished_at IS NOT NULL) = (state IN ('completed', 'failed'))),
    CHECK (state <> 'completed' OR evaluation IS NOT NULL)
);

CREATE INDEX goal_due ON goal (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX goal_owner ON goal (owner, created_at DESC);

CREATE TABLE outbox (
    id bigserial PRIMARY KEY,
    stream text NOT NULL,
    body text NOT NULL,
    traceparent text
);
