"""Engines behind :class:`qabot.protocols.Engine`: how passages are held to be searched."""
