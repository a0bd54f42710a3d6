"""The web surface put together: a workspace's path and settings in, an ASGI application out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from dateline.errors import DatelineError
from dateline.serve import api, faults, guard, signing, site, static_files
from dateline.serve.counting import Counting
from dateline.serve.desk import Desk
from dateline.serve.jobs import Jobs
from dateline.serve.keys import Keys
from dateline.serve.settings import Settings

__all__ = ["make_app"]


def make_app(workspace_path: str | Path, *, settings: Settings) -> Starlette:
    """The application; it opens the workspace at once and lets go of it when it ends. Raises as `Workspace` does."""
    desk = Desk(workspace_path, settings=settings)
    counting = Counting(desk)
    jobs = Jobs(desk.path, settings=settings)
    keys = Keys(settings.token, session_seconds=settings.session_hours * 3600)

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        app.state.queue = CapacityLimiter(settings.threads)
        try:
            yield
        finally:
            counting.close()
            desk.close()

    app = Starlette(
        routes=[*api.routes(), *signing.routes(), static_files.route, *site.routes()],
        middleware=[Middleware(guard.Guard, settings=settings, keys=keys)],
        exception_handlers=dict.fromkeys((DatelineError, HTTPException, faults.Refused, Exception), faults.answer),
        lifespan=living,
    )
    app.state.counting = counting
    app.state.desk, app.state.jobs, app.state.keys, app.state.settings = desk, jobs, keys, settings
    return app
