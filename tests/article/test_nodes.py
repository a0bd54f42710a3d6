"""Where a page's words stand in its tree: XPaths as lxml writes them, at a cost that goes with the page's size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.article.tree import NodePaths, parse

_NESTED = st.recursive(
    st.just(""),
    lambda inner: st.lists(
        st.tuples(st.sampled_from(("div", "p", "section", "custom-tag", "o:p", "blockquote")), inner), max_size=4
    ).map(lambda made: "".join(f"<{tag}>{within}</{tag}>" for tag, within in made)),
    max_leaves=12,
)


@given(_NESTED)
def test_the_path_of_words_is_what_the_tree_itself_says(markup: str) -> None:
    tree = parse(f"<html><body>{markup}<p>the end of it</p></body></html>")
    assert tree is not None
    within = [element for element in tree.body.iter() if isinstance(element.tag, str)]
    for at, element in enumerate(within):
        element.text = f"the words of number{at}"
    nodes = NodePaths(tree)
    for at, element in enumerate(within):
        assert nodes.path(f"the words of number{at}") == tree.getroottree().getpath(element)
