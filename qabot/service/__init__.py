"""The bot over an index that is kept in step, as one object: what every door stands on."""
