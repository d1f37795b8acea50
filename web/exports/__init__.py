"""What a search or a document gives other programs: feeds, tables and references, from the same address as the page."""
