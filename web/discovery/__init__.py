"""How crawlers, registers of data and programs find out what is here. Writes files of what it is given; no HTTP."""
