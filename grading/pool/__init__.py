"""Many submissions, graded by local processes or on a cluster."""
