"""How people and machines meet the library: pages, JSON and the command line. The only package that imports starlette."""
