"""Tables to what people see: report, map, timeline, exports. No input or output."""
