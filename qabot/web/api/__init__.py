"""The HTTP API: what can be asked for, and its description by OpenAPI."""
