#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image. It needs the network, as every setup.sh there.
set -euo pipefail
cd "${AUTOGRADER_DIR:-/autograder}/source"
export DEBIAN_FRONTEND=noninteractive
find_python() {
    for p in python3.13 python3.12 python3.11 python3; do
        if "$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            command -v "$p"
            return
        fi
    done
}
python="$(find_python)"
if [ -z "$python" ]; then
    apt-get update -q
    for v in 3.13 3.12 3.11; do
        apt-get install -y -q --no-install-recommends "python$v" "python$v-venv" && break || true
    done
    python="$(find_python)"
fi
[ -n "$python" ] || { echo "No Python 3.11, 3.12 or 3.13: choose a newer base image." >&2; exit 1; }
"$python" -m venv environment
pip() { environment/bin/python -m pip --quiet --disable-pip-version-check "$@"; }
pip install --no-deps --require-hashes -r requirements.lock
if [ -s packages.txt ]; then
    sed -n 's/^\([A-Za-z0-9._-]*==[^ ;]*\).*/\1/p' requirements.lock >pinned.txt
    pip install -c pinned.txt -r packages.txt
fi
