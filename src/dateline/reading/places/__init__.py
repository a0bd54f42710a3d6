"""Places: toponyms in, gazetteer entries out, by what the text says around them."""
