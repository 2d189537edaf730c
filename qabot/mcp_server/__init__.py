"""The articles as tools of an assistant, by the Model Context Protocol; nothing is written."""
