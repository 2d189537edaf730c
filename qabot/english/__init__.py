"""The words of English that rules of all rooms go by: each list once, as data."""
