"""Times: a parse in, TIMEX3 expressions out, their anchors open."""
