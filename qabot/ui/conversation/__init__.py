"""Questions and answers: shown, put, copied and exported."""
