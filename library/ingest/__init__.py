"""Imports what an editor has: finds it (jobs), reads it in child processes (reading), and takes it in in order (run)."""
