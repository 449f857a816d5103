"""What everything is: spans, ids, tables and the records of the journey."""

from headwater.native import compiled_path

__path__[:0] = compiled_path(__name__)
