"""How long the texts of a file may be, so that the database takes them."""

TEAM = 100
ONE_NAME = 60  # a given name or a family name
CAR = 80
CLASS = 60
COUNTRY = 60
