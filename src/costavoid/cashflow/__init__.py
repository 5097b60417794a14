"""cashflow."""
