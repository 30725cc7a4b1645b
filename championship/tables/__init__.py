"""The public tables: which columns, in which words. Each is also a CSV file."""
