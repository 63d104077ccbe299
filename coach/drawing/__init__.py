"""Pictures out of plain characters: pure functions that know no terminal, no colour and no widget."""
