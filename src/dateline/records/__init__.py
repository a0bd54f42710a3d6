"""The ground floor: every thing that Dateline speaks of, as frozen records without I/O."""
