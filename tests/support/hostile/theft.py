"""Reaching what is not theirs: reading, writing, talking, signalling, system calls."""

THEFT = {
    "read a hidden test": "loot = open('<HOUSE>/autograder/tests/pixels/draw_disc.py').read()",
    "read a reference": "loot = open('<HOUSE>/solutions/pixels.py').read()",
    "import the references": "import sys; sys.path.append('<HOUSE>'); import solutions.pixels; loot = 1",
    "import the judge": "import autograder.judge; loot = 1",
    "read another submission": "loot = open('<VICTIM>/other.ipynb').read()",
    "read by a link": "import os; os.symlink('<VICTIM>/other.ipynb', 'link'); loot = open('link').read()",
    "read by a hard link": "import os; os.link('<VICTIM>/other.ipynb', 'link'); loot = open('link').read()",
    "read the environment": "import os; loot = os.environ['GRADE_SECRET']",
    "read the parent's environment": "import os; loot = open(f'/proc/{os.getppid()}/environ').read()",
    "read process 1's environment": "loot = open('/proc/1/environ', 'rb').read()",
    "read the memory of others": """
import os
others = [p for p in os.listdir('/proc') if p.isdigit() and int(p) != os.getpid()]
loot = [open(f'/proc/{p}/maps').read() for p in others][0]
""",
    "read the machine's users": "loot = open('/etc/passwd').read()",
    "use a descriptor that was left open": """
import os
open_ones = []
for fd in range(4, 1024):
    try:
        os.fstat(fd); open_ones.append(fd)
    except OSError:
        pass
held = {f.fileno() for f in __import__('gc').get_objects() if type(f).__name__ == 'FileIO' and not f.closed}
if set(open_ones) - held: loot = open_ones
""",
    "write beside the notebook's folder": "open('<VICTIM>/marker', 'w').write('x'); loot = 1",
    "write into the repository": "open('<HOUSE>/autograder/marker', 'w').write('x'); loot = 1",
    "write into site-packages": "import numpy; open(numpy.__path__[0] + '/marker.py', 'w').write('x'); loot = 1",
    "write into the zygote's own code": """
import autograder.wire, os
open(os.path.dirname(autograder.wire.__file__) + '/marker.py', 'w').write('x'); loot = 1
""",
    "write into the zygote's cache": """
import os
open(os.environ['MPLCONFIGDIR'] + '/marker', 'w').write('x'); loot = 1
""",
    "truncate another's file": "import os; os.truncate('<VICTIM>/other.ipynb', 0); loot = 1",
    "rename another's file": "import os; os.rename('<VICTIM>/other.ipynb', '<VICTIM>/marker'); loot = 1",
    "delete another's file": "import os; os.unlink('<VICTIM>/other.ipynb'); loot = 1",
    "change the mode of another's file": "import os; os.chmod('<VICTIM>/other.ipynb', 0); loot = 1",
    "change the times of another's file": "import os; os.utime('<VICTIM>/other.ipynb', (1, 1)); loot = 1",
    "run a program": "import subprocess; loot = subprocess.run(['/bin/sh', '-c', 'echo x > <VICTIM>/marker'])",
    "run a shell by IPython": "!echo x > <VICTIM>/marker\nx = !id\nloot = x or None",
    "run a shell by os.system": "import os\nif os.system('echo x > <VICTIM>/marker') == 0: loot = 1",
    "run python by os.execv": "import os, sys; os.execv(sys.executable, ['python', '-c', 'pass'])",
    "connect by TCP": "import socket; loot = socket.create_connection(('127.0.0.1', <PORT>), 2)",
    "send by UDP": """
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b'x', ('127.0.0.1', <PORT>)); loot = 1
""",
    "open a server": "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); loot = 1",
    "connect to a unix socket": "import socket; s = socket.socket(socket.AF_UNIX); s.connect('<VICTIM>/sock'); loot = 1",
    "open an abstract unix socket": "import socket; s = socket.socket(socket.AF_UNIX); s.bind('\\0grade'); loot = 1",
    "fetch a page": "import urllib.request; loot = urllib.request.urlopen('http://127.0.0.1:<PORT>/', timeout=2).read()",
    "become root": "import os; os.setuid(0); loot = 1",
    "be root already": "import os\nif 0 in (*os.getresuid(), *os.getresgid(), *os.getgroups()): loot = 1",
    "raise its limits": """
import resource
for name in ('RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_NOFILE'):
    limit = getattr(resource, name)
    hard = resource.getrlimit(limit)[1]
    try:
        resource.setrlimit(limit, (hard + 1, hard + 1)); loot = name
    except (ValueError, OSError):
        pass
""",
    "set the limits of another process": """
import os, resource
for pid in range(1, 40_000):
    if pid != os.getpid():
        try:
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, 3)); loot = pid
        except (ProcessLookupError, PermissionError): pass
""",
    "kill its parent": "import os; os.kill(os.getppid(), 9); loot = os.getppid() or None",
    "kill the zygote": "import os, signal; os.kill(1, signal.SIGKILL) if os.getpid() != 1 else 1/0; loot = 1",
    "signal its parent by a descriptor": """
import fcntl, os, signal, socket
ours, theirs = socket.socketpair()
fcntl.fcntl(ours, fcntl.F_SETOWN, os.getppid() or 1)
fcntl.fcntl(ours, 10, signal.SIGKILL)  # F_SETSIG
fcntl.fcntl(ours, fcntl.F_SETFL, os.O_ASYNC)
theirs.send(b'x'); loot = 1
""",
    "let others wait for a file": """
import fcntl, os
with open('own', 'w') as own: pass
own = open('own', 'r+')
fcntl.fcntl(own, 1024, fcntl.F_WRLCK); loot = 1  # F_SETLEASE, also of a library's file that its user owns
""",
    "trace another process": """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
if libc.ptrace(16, os.getppid(), 0, 0) == 0: loot = 1
""",
    "forbidden system calls": """
import ctypes, platform
numbers = {'x86_64': dict(unshare=272, setns=308, mount=165, chroot=161, ptrace=101, keyctl=250, add_key=248, bpf=321,
                          perf_event_open=298, io_uring_setup=425, memfd_create=319, userfaultfd=323, socket=41,
                          process_vm_readv=310, pidfd_open=434, open_by_handle_at=304, personality=135, execveat=322,
                          landlock_create_ruleset=444, memfd_secret=447, fsopen=430, move_mount=429, shmget=29, msgget=68)
           }.get(platform.machine(), {})
libc = ctypes.CDLL(None, use_errno=True)
worked = []
for name, number in numbers.items():
    ctypes.set_errno(0)
    libc.syscall(number, 0, 0, 0, 0, 0, 0)
    if ctypes.get_errno() not in (1, 38):  # EPERM, ENOSYS
        worked.append((name, ctypes.get_errno()))
if worked: loot = worked
""",
    "make a namespace by clone": """
import ctypes, os, platform
libc = ctypes.CDLL(None, use_errno=True)
number = 56 if platform.machine() == 'x86_64' else 220
pid = libc.syscall(number, 0x10000000 | 17, 0, 0, 0, 0)
if pid == 0: os._exit(0)
if pid > 0: loot = pid
""",
}

SEEN_FROM_LITE = {"stat a hidden test"}
THEFT["stat a hidden test"] = "import os; loot = os.stat('<HOUSE>/autograder/tests/pixels/draw_disc.py').st_size"
