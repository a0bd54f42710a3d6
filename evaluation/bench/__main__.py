"""`python -m evaluation.bench`."""

import os

# As in the product's workers: threads of numeric libraries would be charged to what is measured on one core.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from evaluation.bench.cli import main  # noqa: E402

main()
