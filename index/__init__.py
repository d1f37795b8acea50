"""How a document is found: analysis, schema, query, facets and snippets. The only package that imports whoosh."""
