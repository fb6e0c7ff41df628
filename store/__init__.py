"""The memory: tables, queries and migrations. Hands out the values of goals/, never rows.

Nothing here commits: whoever opened the transaction does (`store.database.begin`).
"""
