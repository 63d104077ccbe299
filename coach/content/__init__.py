"""From the files in `exercises/` and `plans/` to a checked library, with problems named by file and line."""
