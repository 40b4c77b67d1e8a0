CREATE TABLE policy (
    role text PRIMARY KEY,
    -- such as goals:create, goals:*, *
    actions text[] NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO policy (role, actions) VALUES
    ('admin', '{*}'),
    ('user', '{goals:create,goals:read,agents:read,memories:read}');
