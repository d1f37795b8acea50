"""Fills the shapes of the API: keys with labels in every language, and whole addresses."""
