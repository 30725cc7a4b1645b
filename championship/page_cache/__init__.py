"""Whole public pages, kept in the shared cache until something they show changes.

A page of a season is kept under that season's token, any other under that of the whole site.
A write to what the public can see gives new tokens when it is committed (`writes`), and pages
kept under the old ones are never found again (`middleware`), in no process.
"""
