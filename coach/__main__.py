"""Lets ``python -m coach`` do what the command ``coach`` does."""

import sys

from coach.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
