"""Article extractors, each as its own documentation says.  Runs in the peers' environment, without Dateline.

python articles.py NAME FILE: a row a page ({"html": base64, "url"?} or {"text"}), an answer a line:
{"body", "title", "author", "day"}, what a tool does not give left out.
"""

import base64
import json
import logging
import sys

logging.disable(logging.CRITICAL)


def trafilatura(page):
    from trafilatura import bare_extraction

    found = bare_extraction(page["html"], with_metadata=True, include_comments=False, url=page.get("url"))
    if found is None:
        return {"body": ""}
    return {"body": found.text or "", "title": found.title, "author": found.author, "day": (found.date or "")[:10]}


def newspaper4k(page):
    import newspaper

    # No network: the page is given, the address is a placeholder where none is known.
    article = newspaper.Article(page.get("url") or "https://site.example/page", fetch_images=False)
    article.download(input_html=page["html"].decode("utf-8", "replace"))
    article.parse()
    day = article.publish_date.date().isoformat() if article.publish_date else None
    return {"body": article.text, "title": article.title, "author": ", ".join(article.authors), "day": day}


def readability(page):
    from lxml import html
    from readability import Document

    read = Document(page["html"].decode("utf-8", "replace"))
    tree = html.fromstring(read.summary())
    lines = [" ".join(node.text_content().split()) for node in tree.iter("p", "h1", "h2", "h3", "li", "blockquote")]
    return {"body": "\n".join(lines) or tree.text_content(), "title": read.short_title()}


def justext(page):
    import justext as tool

    found = tool.justext(page["html"], tool.get_stoplist("English"))
    return {"body": "\n".join(one.text for one in found if not one.is_boilerplate)}


def justext_lines(page):
    """The same over plain text: every line a paragraph."""
    import html

    import justext as tool

    lines = "".join(f"<p>{html.escape(line)}</p>" for line in page["text"].split("\n") if line.strip())
    found = tool.justext(f"<html><body>{lines}</body></html>", tool.get_stoplist("English"))
    return {"body": "\n".join(one.text for one in found if not one.is_boilerplate)}


def resiliparse(page):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(page["html"], detect_encoding(page["html"]))
    return {"body": extract_plain_text(tree, main_content=True, alt_texts=False, links=False), "title": tree.title}


def htmldate(page):
    from htmldate import find_date

    return {"day": find_date(page["html"], original_date=True, extensive_search=True, url=page.get("url"))}


def visible_text(page):
    """No peer but the converter of the plain-text task: all that a reader sees, navigation included."""
    from inscriptis import get_text
    from trafilatura.utils import decode_file

    return {"text": get_text(decode_file(page["html"]))}


TOOLS = {
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability,
    "jusText": justext,
    "jusText-lines": justext_lines,
    "resiliparse": resiliparse,
    "htmldate": htmldate,
    "visible-text": visible_text,
}


def main(name, path):
    tool = TOOLS[name]
    with open(path, encoding="utf-8") as file:
        for line in file:
            page = json.loads(line)
            if "html" in page:
                page["html"] = base64.b64decode(page["html"])
            try:
                answer = tool(page)
            except Exception as error:  # a page that a peer cannot read is a page without an answer
                answer = {"failure": type(error).__name__}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
