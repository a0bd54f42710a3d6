"""What several surfaces and exports share: a dossier's ids and times in words, and page text made harmless."""
