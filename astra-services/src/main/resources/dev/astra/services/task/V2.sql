-- how many of the attempts were lost with the workers that made them: they do not count against the task
ALTER TABLE task ADD COLUMN lost int NOT NULL DEFAULT 0 CHECK (lost BETWEEN 0 AND attempt);
