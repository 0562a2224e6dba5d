#!/usr/bin/env bash
# Gradescope runs this for each submission.
set -euo pipefail
export AUTOGRADER_DIR="${AUTOGRADER_DIR:-/autograder}"
cd "$AUTOGRADER_DIR/source"
export PYTHONPATH="$PWD/software"
exec "${AUTOGRADER_PYTHON:-environment/bin/python}" -m grading.export.gradescope_container
