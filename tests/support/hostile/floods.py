"""Using up what others need, hanging and crashing. Each stands in a cell, in a function, or both."""

from collections.abc import Sequence

FLOODS = {
    "an endless loop": "while True: pass",
    "an endless loop that swallows KeyboardInterrupt": """
while True:
    try:
        while True: pass
    except BaseException: pass
""",
    "an endless loop in C": "x = sum(iter(int, 1))",
    "one long computation in C": "x = 3 ** (10 ** 9)",
    "sleep": "import time; time.sleep(10_000)",
    "a lock that nobody opens": "import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()",
    "os._exit": "import os; os._exit(0)",
    "sys.exit": "import sys; sys.exit(0)",
    "a signal to itself": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "stop itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "ignore all signals": """
import signal
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
while True: pass
""",
    "a segmentation fault": "import ctypes; ctypes.string_at(0)",
    "abort": "import os; os.abort()",
    "recursion": "import sys; sys.setrecursionlimit(10**9)\ndef deep(): return deep()\ndeep()",
    "recursion in C": "x = []\nfor _ in range(10**6): x = [x]\nrepr(x)",
    "one large block of memory": "x = bytearray(20 << 30)",
    "memory, little by little": "x = []\nwhile True: x.append(bytearray(1 << 20))",
    "shared memory": """
import mmap
x = []
while True:
    x.append(mmap.mmap(-1, 64 << 20)); x[-1].write(b'x' * (64 << 20))
""",
    "memory in children": """
import os, time
for _ in range(20):
    if os.fork() == 0:
        x = bytearray(700 << 20); x[::4096] = b'x' * len(x[::4096]); time.sleep(1000)
time.sleep(1000)
""",
    "children that compute": """
import os
for _ in range(20): os.fork()
while True: pass
""",
    "children of a parent that forgets them": """
import os, signal
try: signal.signal(signal.SIGCHLD, signal.SIG_IGN)
except OSError: pass
while True:
    if os.fork() == 0:
        sum(range(100_000)); os._exit(0)
    try: os.waitpid(-1, os.WNOHANG)
    except OSError: pass
""",
    "a fork bomb": "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    "a thread bomb": "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(1000,)).start()",
    "one large file": "f = open('x', 'wb')\nwhile True: f.write(b'x' * (1 << 20)); f.flush()",
    "fallocate": "import os\nf = open('x', 'wb'); os.posix_fallocate(f.fileno(), 0, 10 << 30)",
    "many files": "n = 0\nwhile True:\n    open(str(n), 'w').write('x' * 100_000); n += 1",
    "a deep folder": "import os\nwhile True: os.mkdir('d'); os.chdir('d')",
    "folders within each other, all at once": """
import os
for _ in range(3000): os.mkdir('d'); os.chdir('d')
os._exit(0)
""",
    "closed folders with long names": """
import os
for n in range(60):
    name = str(n) * 100
    os.mkdir(name); os.mkdir(name + '/x'); os.mkdir(name + '/closed', 0)
    os.chdir(name)
os._exit(0)
""",
    "very many empty files, all at once": """
import os
try:
    for n in range(20_000): os.close(os.open(str(n), os.O_CREAT | os.O_WRONLY))
except OSError: pass
os._exit(0)
""",
    "a crowd of small threads": """
import threading, time
threading.stack_size(32768)
def crowd():
    while True: threading.Thread(target=time.sleep, args=(1000,)).start()
try: crowd()
except RuntimeError: time.sleep(1000)
""",
    "much output": "while True: print('x' * 1_000_000)",
    "much output by descriptor": "import os\nwhile True: os.write(1, b'x' * 1_000_000)",
    "a long exception": "raise ValueError('x' * (200 << 20))",
    "a long repr": "'x' * (200 << 20)",
    "a daemon": """
import os, time
if os.fork() == 0:
    os.setsid() if hasattr(os, 'setsid') else None
    if os.fork() == 0:
        while True: time.sleep(0.1)
    os._exit(0)
""",
    "an exit handler that hangs": "import atexit, time; atexit.register(time.sleep, 10_000)",
    "a thread that never ends": "import threading\ndef spin():\n    while True: pass\nthreading.Thread(target=spin, daemon=True).start()",
    "ten million open files": "x = []\nwhile True: x.append(open('/dev/null'))",
}

RESULTS = {
    "a result of 200 MiB": "np.zeros(25 << 20)",
    "a result nested a million deep": "__import__('functools').reduce(lambda a, b: [a], range(10**6), [])",
    "a result that contains itself": "(lambda x: (x.append(x), x)[1])([])",
    "a result of ten million strings": "['x'] * 10_000_000",
    "a result of a huge number": "1 << 10_000_000",
    "a result with an endless repr": "type('R', (), {'__repr__': lambda s: ''.join(iter(lambda: 'x', 0))})()",
    "a result that is an endless generator": "iter(int, 1)",
    "a result beyond all floats": "np.full((3, 5), np.longdouble('1e4000'))",
    "a result of structured dtype": "np.zeros(3, dtype=[('a', 'f8')])",
    "a result of no bytes and many axes": "np.zeros((0,) + (10**5,) * 3)",
}


def in_cell(name: str, reference: str) -> list[str]:
    """The cells of a notebook that is right, but for a flood among them."""
    return [reference, FLOODS[name], "after = 1"]


def in_functions(name: str, reference: str, functions: Sequence[str]) -> list[str]:
    """The cells of a notebook that is right, but for functions that are floods."""
    body = "\n".join("    " + line for line in FLOODS[name].strip().splitlines())
    return [reference, *(f"def {function}(*args, **kwargs):\n{body}" for function in functions)]
