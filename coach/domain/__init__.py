"""What things are: frozen models and vocabularies, without input or output."""
