"""What pages and the doors for machines tell alike: of a search, of a document, of whoever runs the site. No HTML, no HTTP."""
