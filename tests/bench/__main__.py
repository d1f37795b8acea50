"""`make bench`: every measurement, one after the other."""

from tests.bench import engines, ingest, language, norwegian, pages, requests, search, topics

engines.main()
search.main()
requests.main()
ingest.main()
topics.main()
language.main()
norwegian.main()
pages.main()
