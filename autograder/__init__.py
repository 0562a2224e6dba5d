"""How one submission is judged. README.md has the theory of operation; `judge` is the entry.

Before NumPy is imported, it is told to compute with one thread, as in a guest: several threads add the numbers of a
long vector in another order, and another number of processors would give another last digit.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"
