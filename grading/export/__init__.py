"""The result files for other programs: `grades.csv` and `results.jsonl`."""
