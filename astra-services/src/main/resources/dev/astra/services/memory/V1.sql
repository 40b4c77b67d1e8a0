CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE TABLE memory (
    goal_id text PRIMARY KEY,
    owner text NOT NULL,
    text text NOT NULL,
    summary text NOT NULL,
    at timestamptz NOT NULL,
    document tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', text), 'A') || setweight(to_tsvector('simple', summary), 'B')) STORED
);

CREATE INDEX memory_document ON memory USING gin (document);
CREATE INDEX memory_text ON memory USING gin (text public.gin_trgm_ops);
CREATE INDEX memory_at ON memory (at DESC);
