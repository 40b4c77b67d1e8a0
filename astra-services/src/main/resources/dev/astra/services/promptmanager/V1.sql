-- A version once stored is never changed.
CREATE TABLE prompt (
    name text NOT NULL,
    version int NOT NULL CHECK (version > 0),
    -- with {{names}} to fill in
    template text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (name, version)
);

INSERT INTO prompt (name, version, template) VALUES ('plan', 1,
'Break the goal below into at most ten small tasks. Answer with JSON alone, of this shape:

{"tasks": [
  {"name": "read-1", "kind": "browse", "tool": "", "input": "https://example.org/", "after": []},
  {"name": "outline", "kind": "tool", "tool": "outline", "input": "the goal", "after": []},
  {"name": "draft", "kind": "tool", "tool": "draft", "input": "the goal", "after": ["read-1", "outline"]}
]}

name: unique, made of letters, digits, - and _.
kind: browse reads the page whose http or https address is the input; tool runs one of the tools on the input.
after: the names of the tasks whose results it needs, which it finds as files; no cycles.
The last task''s result is what the goal asked for.

GOAL:
{{goal}}
END GOAL

EARLIER WORK:
{{memories}}

TOOLS:
{{tools}}
');
