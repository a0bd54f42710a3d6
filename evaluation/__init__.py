"""The evaluation: the measuring sets in, our figures beside the peers' out.  No part of the product.

`make eval DATA=folder` runs it; docs/evaluation.md tells what is measured, how, and where the sets come from.
"""
