"""The exit codes of the commands."""

OK, FOUND, WRONG_INPUT, FAULT, INTERRUPTED = 0, 1, 2, 3, 130
