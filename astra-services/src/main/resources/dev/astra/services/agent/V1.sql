CREATE TABLE agent (
    id text PRIMARY KEY,
    name text NOT NULL UNIQUE,
    profile text NOT NULL,
    capabilities text[] NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'paused'))
);

INSERT INTO agent (id, name, profile, capabilities, state) VALUES
    ('00000000-0000-4000-8000-000000000001', 'analyst', 'takes texts apart and writes reports', '{tool}', 'active'),
    ('00000000-0000-4000-8000-000000000002', 'reader', 'reads pages on the web', '{browse}', 'active');
