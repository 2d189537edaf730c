"""The doors of a browser and of other programs: a page and an HTTP API over one bot."""
