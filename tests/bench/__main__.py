"""`make bench`: every measurement, one after the other."""

from tests.bench import language, search

search.main()
language.main()
