"""Passages and citations to who has it from whom, and how many origins are independent."""
