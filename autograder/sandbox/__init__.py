"""The walls. This package knows no notebooks; it imports nothing of ours.

Theory of operation. Three kinds of process stand behind each other:

    host        trusted; holds tests, references and the gradebook; starts the zygote and talks to guests over sockets
    zygote      runs our code only; has the libraries imported; forks one guest for each submission
    guest       takes its own walls, and runs a student's code from then on

Level "full": bubblewrap gives the zygote a file system of system folders and a few packages (read-only, without this
repository), and no network. The zygote drops root if it has it, makes a user and a PID namespace of its own, and is
process 1 there. Each guest is process 1 of a further PID namespace, with its own user, mount, IPC and UTS namespaces:
killing it kills all its children at once, siblings cannot see each other, and its only writable place is a sized
tmpfs. Then come Landlock, seccomp and resource limits.

Level "lite": no namespaces and nothing to install: Landlock, seccomp and resource limits, an own folder for each
guest. A guest may not fork, so that killing it is one signal.

Level "none": separate processes and resource limits only, for authors' own answers.

Every layer denies by default. A layer that cannot be taken is an error of the zygote's start, never a silent gap.
"""
