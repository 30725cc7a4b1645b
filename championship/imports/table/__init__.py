"""Tables as they arrive: the bytes of a CSV or XLSX file in, a header and rows out."""
