"""programme.effects."""
