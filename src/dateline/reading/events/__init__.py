"""Events and states: what happened, to whom, how many were harmed, and what holds since."""
