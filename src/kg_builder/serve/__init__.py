"""The hall where a finished graph is asked: SPARQL, linked data, pages and a JSON interface. Nothing here writes a graph.

Its doors are `app.create_app`, `load.load` and `shelf.Shelf`. Nothing is imported here: the processes that answer queries live in
this package too and have to start quickly.
"""
