"""The walls. This package knows no notebooks; it imports nothing of ours.

Theory of operation. Three kinds of process stand behind each other:

    host        trusted; holds tests, references and the gradebook; starts the zygote and talks to guests over sockets
    zygote      runs our code only; has the libraries imported; forks one guest for each submission
    guest       takes its own walls, and runs a student's code from then on

Level "full": the zygote leaves for namespaces of its own. It sees a file system of system folders and a few packages
(read-only, without this repository), and no network. It drops root if it has it, and is process 1 of a PID namespace
in a user namespace of its own. Each guest is process 1 of a further PID namespace, with its own user, mount, IPC and
UTS namespaces: killing it kills all its children at once, siblings cannot see each other, and its only writable place
is a sized tmpfs. Then come Landlock, seccomp and resource limits. All of it is done by system calls: nothing has to be
installed, and both root and an ordinary user can do it.

Level "lite": no namespaces: Landlock, seccomp and resource limits, an own folder for each guest. A guest may not fork,
so that killing it is one signal. Nothing but the host, which looks at it twenty times a second, limits the size of its
folder; one file is limited as at "full". Where root's interpreter lies in a folder that only root may enter, guests,
who are an ordinary user, get a copy of it.

Level "none": separate processes and resource limits only, for authors' own answers.

Every layer denies by default. A layer that cannot be taken is an error of the zygote's start, never a silent gap.
"""
