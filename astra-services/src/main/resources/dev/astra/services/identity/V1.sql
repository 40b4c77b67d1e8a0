CREATE TABLE account (
    id text PRIMARY KEY,
    name text NOT NULL UNIQUE,
    role text NOT NULL,
    -- PBKDF2 with HMAC-SHA256: iterations:salt:hash, the last two in base64
    password text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- What tokens are signed with when no setting says; one row.
CREATE TABLE secret (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    value text NOT NULL
);
