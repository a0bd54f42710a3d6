"""The web surface: server-rendered pages and an HTTP API over a workspace."""
