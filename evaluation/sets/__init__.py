"""One module a set: what its files hold, what the systems are asked, and how the set's own metric scores them."""
