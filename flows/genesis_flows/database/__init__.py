"""PostgreSQL as the worker uses it: calls of SQL functions, LISTEN, coalesced NOTIFY."""
