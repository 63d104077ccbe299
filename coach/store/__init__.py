"""The person's own files and the journal; nobody else opens a file there."""
