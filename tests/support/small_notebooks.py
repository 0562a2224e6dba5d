"""Two small notebooks."""

NOTEBOOK = b'{"cells": [{"cell_type": "code", "source": "x = 1"}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
OTHER_NOTEBOOK = NOTEBOOK.replace(b"1", b"2")
