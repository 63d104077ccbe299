"""The use cases that every front end calls: one small module per verb of the product."""
