"""analysis.replication."""
