"""What a sceptical finance officer would send back: one small function a rule."""
