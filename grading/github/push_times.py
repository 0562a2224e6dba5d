"""The last push before a due time, as GitHub saw it.

A commit carries the date of the computer that made it, and its author can choose that date. GitHub's list of activities
has the time at which each push arrived.
"""

from datetime import datetime

from grading.github.client import GitHubClient

NO_COMMIT = "0" * 40  # what a branch holds after it was deleted


def last_push(client: GitHubClient, repository: str, branch: str, due: datetime) -> tuple[str, str]:
    """Return the commit that a branch held at the due time and when it was pushed; both are "" if there was none.

    Raises
    ------
    Refused
        GitHub does not show the activities of this repository.
    """
    path = f"/repos/{repository}/activity"
    for activity in client.pages(path, ref=f"refs/heads/{branch}", direction="desc"):
        pushed = str(activity["timestamp"])
        if datetime.fromisoformat(pushed) <= due:
            commit = str(activity["after"])
            return (commit, pushed) if commit != NO_COMMIT else ("", "")
    return "", ""
