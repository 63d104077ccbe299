"""A coach in the terminal for people with multiple sclerosis whose hips hurt."""

__version__ = "0.1.0"
