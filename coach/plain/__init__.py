"""The line-by-line twin: the same services as the screens, in append-only text for any terminal and any ears."""
