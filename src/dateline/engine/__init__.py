"""The engine: runs a stage over inputs.  Inputs in, outcomes out, in their order."""

from dateline.engine.local import LocalEngine

__all__ = ["LocalEngine"]
