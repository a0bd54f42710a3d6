"""The web surface: a workspace in, pages for a browser and an API for programs out.

`app` puts it together; `guard` stands before everything; `desk` lends workspaces to request threads; `asking` turns a
request into a look and back; `api` renders the verbs as JSON, `site` as pages. Nothing below knows of HTTP.
"""

from dateline.serve.app import make_app
from dateline.serve.settings import Settings

__all__ = ["Settings", "make_app"]
