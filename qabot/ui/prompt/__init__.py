"""Where questions and commands are typed, and what stands around it."""
