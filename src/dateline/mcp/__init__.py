"""The MCP surface: a workspace in, tools of the Model Context Protocol out, over stdio or HTTP.

`tools` has one function a tool, `answers` the shapes of what they give, `handing` makes these safe to hand over and
bounded, `telling` says them in words; `server` alone imports the protocol's library, which is an optional extra.
"""
