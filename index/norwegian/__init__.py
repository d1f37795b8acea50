"""Norwegian words: which forms, in either written standard and inside compounds, are the same word to who searches."""
