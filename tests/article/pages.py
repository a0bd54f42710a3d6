"""Invented pages for the tests of the article step."""

from __future__ import annotations

PARAGRAPHS = (
    "Firefighters in the harbour town of Wexmouth were still pumping water out of the old grain store on Thursday, "
    "a day after the sea wall gave way, the county council said.",
    "The wall had been repaired twice since the winter of 2019, and nobody expected it to hold for more than a few "
    "years, said Council engineer Odile Harkness.",
    '"We asked for the money, and we asked again," she told reporters. "Now it will cost three times as much."',
    "About 40 families have been moved to the school, where they are expected to stay until the end of the month.",
)
BODY = "\n\n".join(PARAGRAPHS)

PLAIN = f"""Skip to content
HOME   NEWS   COUNTY   SPORT   WEATHER   TIDES
Sign in | Register
Follow the Gazette on:

Sea wall gives way and floods old grain store in Wexmouth

By Petra Lindqvist-Moor
Thu, 12 February 2026
14:05 GMT
Share   Tweet   Email
image

{BODY} -- PTI

TOP STORIES

Ferry fares to rise by a tenth in April
Ferry fares to rise by a tenth in April

The company that runs the ferries said that it had no choice, and that fuel had become dearer than ever before.

Choir wins prize for the third time
Choir wins prize for the third time

(c) 2026 Wexmouth Gazette Ltd - About us - Contact - Privacy
"""

TAIL = f"""{BODY}
That was the story about sea wall gives way and floods old grain store in wexmouth that was published today and is \
available on Wexmouth Gazette ( Sport ). The editorial team at NewsHopper has edited and verified it for our readers.
Also on site :
- Ferry Fares To Rise By A Tenth In April
We hope NewsHopper provided you with enough information of ( Sea wall gives way and floods old grain store in Wexmouth )
"""

_MARKED = "\n".join(
    f"<p>{words.replace('the ', 'the <em>', 1).replace('town', 'town</em>', 1)}</p>" for words in PARAGRAPHS
)
HTML = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Sea wall gives way &amp; floods grain store | Wexmouth Gazette</title>
<meta property="og:site_name" content="Wexmouth Gazette">
<meta property="og:title" content="Sea wall gives way &amp; floods grain store">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Sea wall gives way & floods grain store",
"datePublished": "2026-02-12T14:05:00+00:00", "author": {"@type": "Person", "name": "Petra Lindqvist-Moor"}}</script>
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Sea wall gives way &amp; floods grain store</h1>
BODY
</article><aside><h2>Most read</h2><ul><li><a href="/1">Ferry fares to rise</a></li></ul></aside>
<footer>&copy; 2026 Wexmouth Gazette Ltd</footer></body></html>
""".replace("BODY", _MARKED)
