"""Pages of the documentation that are made of the code: options, addresses, tools, contract, Python API, grammar.

A hook of mkdocs (`mkdocs.yml`). What stands in the code is not written twice: pages are rendered when the site is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_type_hints

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
MODULES = (
    "dateline", "dateline.workspace", "dateline.errors", "dateline.records.dossier", "dateline.records.corroboration",
    "dateline.records.search", "dateline.records.story", "dateline.records.evidence", "dateline.records.time",
    "dateline.records.reading", "dateline.records.judgement", "dateline.records.registry", "dateline.records.page",
    "dateline.records.shown", "dateline.records.versions",
)  # fmt: skip
"""What a program uses, in the order in which it meets them."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    made = {
        "reference/command.md": _commands(),
        "reference/python.md": _python(),
        "reference/http.md": _http(),
        "reference/tools.md": _tools(),
        "reference/contract.md": _contract(),
        "reference/query.md": _query(),
        "examples.md": (ROOT / "examples" / "README.md").read_text(),
        "gold.md": (ROOT / "gold" / "README.md").read_text(),
    }
    if files.get_file_from_path("web.md") is None:
        made["web.md"] = (
            "# The web surface\n\n`dateline serve` shows a workspace in a browser: see the [commands](commands.md).\n"
        )
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links between the folders of the project to where the pages are in the site."""
    del config, files
    if page.file.src_uri == "explanation/errors.md":
        figures = _figures()
        markdown = _FIGURE.sub(lambda found: figures[found[1]], markdown)
    links = {
        "../gold/README.md": "gold.md",
        "../docs/evaluation.md": "evaluation.md",
        "../examples/README.md": "examples.md",
    }  # fmt: skip
    return re.sub(r"\]\(([^)#]+)", lambda found: f"]({links.get(found[1], found[1])}", markdown)


_FIGURE = re.compile(r"\{(\w+: [^}]+)\}")
"""A figure of the evaluation: its set and what is measured. One that is not there ends the build."""


def _figures() -> Mapping[str, str]:
    """The figures of docs/evaluation.md by set and measure."""
    found: dict[str, str] = {}
    name = ""
    for line in (ROOT / "docs" / "evaluation.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| ") and len(cells) >= 5:
            name = cells[0].partition(" ")[0] or name
            found[f"{name}: {cells[1]}"] = cells[2]
    return found


def _commands() -> str:
    from dateline.cli import dateline

    return "\n".join(
        [
            "# Every option",
            "",
            "As `--help` says it. [Commands](../commands.md) tells more.",
            "",
            *_group(dateline, "dateline"),
        ]
    )


def _group(group: click.Group, name: str) -> Iterator[str]:
    for key, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _group(command, f"{name} {key}")
            continue
        context = click.Context(command, info_name=f"{name} {key}")
        yield from (f"## `{name} {key}`", "", "```text", command.get_help(context), "```", "")


def _python() -> str:
    said = "What a program uses. [Python](../python.md) shows how."
    return "\n".join(["# Python API", "", said, "", *(f"::: {module}\n" for module in MODULES)])


def _http() -> str:
    from dateline.serve.api import ENDPOINTS
    from dateline.serve.openapi import describe

    described: Any = describe(ENDPOINTS)
    lines = ["# Every address", "", "As `/openapi.json` describes it. [HTTP API](../api.md) tells more.", ""]
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            lines += [f"## `{method.upper()} {path}`", "", operation["summary"], ""]
            if operation.get("parameters"):
                lines += ["| parameter | in | means |", "|---|---|---|"]
                lines += [_parameter(each) for each in operation["parameters"]]
                lines.append("")
            body = operation.get("requestBody", {}).get("content", {})
            if body:
                lines += [f"Body: {', '.join(f'`{kind}`' for kind in body)}", ""]
            lines += [f"- `{status}`: {_answer(answer)}" for status, answer in operation["responses"].items()] + [""]
    return "\n".join(lines)


def _parameter(each: Mapping[str, Any]) -> str:
    needed = " (required)" if each.get("required") else ""
    return f"| `{each['name']}`{needed} | {each['in']} | {_cell(each['description'])} |"


def _answer(answer: Mapping[str, Any]) -> str:
    kinds = []
    for kind, given in answer.get("content", {}).items():
        ref = str(given.get("schema", {}).get("$ref", "")).rpartition("/")[2]
        kinds.append(f"`{kind}`{f' ({ref})' if ref else ''}")
    return " ".join([answer["description"], ", ".join(kinds)])


def _tools() -> str:
    from dateline.mcp.tools import TOOLS, Tools

    lines = ["# Every tool", "", "As the MCP server lists them. [MCP server](../mcp.md) tells what they promise.", ""]
    for name, (title, answer) in TOOLS.items():
        look = getattr(Tools, name)
        lines += [
            f"## `{name}`",
            "",
            f"*{title}.* {_words(look.__doc__)}",
            "",
            f"Answers `{answer.__name__}`: {_words(answer.__doc__)}",
            "",
        ]
        lines += ["| parameter | means |", "|---|---|"]
        for key, hint in get_type_hints(look, include_extras=True).items():
            if key != "return":
                lines.append(f"| `{key}` | {_cell(_told(hint))} |")
        lines.append("")
    return "\n".join(lines)


def _told(hint: Any) -> str:
    """What is said of a parameter."""
    return next((each.description for each in getattr(hint, "__metadata__", ()) if hasattr(each, "description")), "")


def _contract() -> str:
    from dateline.records.dossier import SCHEMA, Dossier
    from dateline.records.schema import json_schema

    schema: Any = json_schema(Dossier)
    lines = [
        "# JSON contract",
        "",
        f"The shape of `--json`, of the API and of every export, version `{SCHEMA}`; `dateline schema` prints it as well.",
        "Lists are ordered, empty where nothing was found, never missing; `null` means unknown; references are ids.",
        "",
    ]
    names = ["Dossier", *sorted(set(schema["$defs"]) - {"Dossier"})]
    for name in names:
        record = schema["$defs"][name]
        lines += [f"## {name}", "", record["description"], "", "| field | holds |", "|---|---|"]
        lines += [f"| `{key}` | {_cell(_type(each))} |" for key, each in record["properties"].items()]
        lines.append("")
    return "\n".join(lines)


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join("null" if each == {"type": "null"} else _type(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if schema.get("type") == "object":
        return f"object of {_type(schema['additionalProperties'])} by name"
    return f"`{schema['const']}`" if "const" in schema else str(schema.get("type", ""))


def _query() -> str:
    told = (ROOT / "docs" / "commands.md").read_text()
    section = told.split("## `dateline search QUERY`", 1)[1].split("\n## ", 1)[0]
    return f"# Query grammar\n\nOne grammar, on the command line, in Python, over HTTP and for MCP clients.\n{section}"


def _words(doc: str | None) -> str:
    return " ".join((doc or "").split())


def _cell(said: str) -> str:
    return " ".join(said.split()).replace("|", "\\|")
