"""What is shown over the conversation until it is closed."""
