"""Training the reader: data, mining, cases, the loop. Nothing here runs when one asks."""
