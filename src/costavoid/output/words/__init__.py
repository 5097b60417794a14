"""output.words."""
