"""What follows from what: pure functions that take `now` or `today` and return new values."""
