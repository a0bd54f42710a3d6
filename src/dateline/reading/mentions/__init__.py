"""Mentions and coreference: who is named, described or meant, and which mentions are one."""
