"""Sessions of the chat, kept from one day to the next."""
