"""The sandbox: what isolates a student's code from the machine. This package imports nothing else of this project.

Theory of operation. There are three kinds of process:

    host        trusted; holds tests, references and the gradebook; starts the zygote and talks to guests over sockets
    zygote      runs our code only; has the libraries imported; forks one guest for each submission
    guest       isolates itself, and runs a student's code from then on

Level "full": the zygote moves into new namespaces. It sees a file system of system folders and a few packages
(read-only, without this repository), and no network. If it is root, it becomes an ordinary user. It is process 1 of a
PID namespace in its own user namespace. Each guest is process 1 of a further PID namespace, with its own user, mount,
IPC and UTS namespaces. So the end of a guest ends all its children at once, and guests cannot see each other. The only
writable place of a guest is a tmpfs of limited size. Then come Landlock, seccomp and resource limits. All of it is done
by system calls: nothing has to be installed, and both root and an ordinary user can do it.

Level "lite": no namespaces. There are Landlock, seccomp and resource limits, and a folder for each guest. A guest may
not fork, so one signal ends it. One file is limited as at the level "full", but only the host limits the size of the
whole folder: it looks twenty times a second. Guests run as an ordinary user. If root's interpreter is in a folder that
only root may enter, guests use a copy of it.

Level "none": only separate processes and resource limits, for authors' own answers.

Every layer denies by default. If a layer fails, the zygote or the guest does not start: there is no silent gap.
"""
