"""What everything is: spans, ids, tables and the records of the journey."""
