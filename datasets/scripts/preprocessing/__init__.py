"""From photographs to a batch: resize on all cores, statistics and a report."""
