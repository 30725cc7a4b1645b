"""The geometry of charts: figures in, coordinates out. Plain Python, no Django."""
