"""Dateline: who, what, when and where in the news, and who says so, traceable to exact characters."""
