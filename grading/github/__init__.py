"""Students' repositories on GitHub: they are cloned before grading, and told the result afterwards.

`roster` says who has which repository, `git` runs git, `client` calls GitHub's API, `push_times` finds the last push
before a due time, `fetch` clones a class, and `publish` reports results. The token comes from the environment. It goes
into a header of requests to GitHub's own addresses, and nowhere else.
"""
