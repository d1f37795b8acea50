"""`make bench`: every measurement, one after the other."""

from tests.bench import ingest, language, search, topics

search.main()
ingest.main()
topics.main()
language.main()
