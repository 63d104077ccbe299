"""The door: one small file per command."""
