"""`make bench`: every measurement, one after the other."""

from tests.bench import ingest, language, norwegian, pages, search, topics

search.main()
ingest.main()
topics.main()
language.main()
norwegian.main()
pages.main()
