"""Evaluates queries over arrays: whoosh's index, read a term at a time, without whoosh's loop over postings."""
