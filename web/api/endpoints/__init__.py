"""The JSON endpoints: the same parameters, the same search and the same numbers as the pages."""
