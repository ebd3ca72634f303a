"""The SPARQL 1.1 Protocol, read-only: a query runs in a process of its own that can be killed."""
