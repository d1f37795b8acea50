"""What Kartotek holds: documents, catalogue, ingestion and language. Knows nothing of whoosh or starlette."""
