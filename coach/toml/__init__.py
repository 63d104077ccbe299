"""From TOML text to checked models, with every problem named by line and column."""
