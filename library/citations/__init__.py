"""Turns a document into what reference managers read (RIS, BibTeX, CSL-JSON) and into a reference for people (APA)."""
