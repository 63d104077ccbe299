"""The few widgets that all screens share."""
