"""Training the reader: data, mining, batches, the loop; nothing here runs when a question is asked."""
