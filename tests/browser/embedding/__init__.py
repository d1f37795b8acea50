"""Our search in pages of another site: from an origin of its own, under its own strict policy, in each of the three ways."""
