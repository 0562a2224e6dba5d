"""The trusted side: the zygote and the guests as the host sees them, a notebook, and calls that are made ahead."""
