"""Notebooks that break the protocol: at one point of it, the process does something that the host does not expect.

A point is a message that the guest is about to send, one that it has just received, or a moment around the fork of a
copy. `act(wire, message)` is what the notebook does there; then the guest goes on, if it still can.
"""

BEFORE = """
import array, ctypes, os, resource, signal, socket, struct, sys, threading, time
import autograder.guest.call_server as server
import autograder.wire.messages as messages
from autograder.wire.frames import send as send_frame

transport = server._SocketTransport
send, receive = transport.send, transport.receive
last = []  # what has received most recently

def header(body, tail=0):
    return struct.pack('<4sIQ', b'grd1', body, tail)
"""

_AT_MESSAGE = """
def hooked_send(self, message, buffers):
    if 'send ' + type(message).__name__ == POINT:
        act(self, message)
    send(self, message, buffers)

def hooked_receive(self):
    message, tail = receive(self)
    if 'receive ' + type(message).__name__ == POINT:
        act(self, message)
    return message, tail

transport.send, transport.receive = hooked_send, hooked_receive
"""

_AT_FORK = """
class Copy:
    def __init__(self, descriptor):
        self.sock = socket.socket(fileno=os.dup(descriptor))

def hooked_receive(self):
    found = receive(self)
    last[:] = [self]
    return found

def at_fork():
    if last and last[0].descriptor is not None:
        act(Copy(last[0].descriptor), messages.Hello())

transport.receive = hooked_receive
os.register_at_fork(**{POINT: at_fork})
"""

MESSAGES = (
    "send Done", "send Hello", "send Found", "send Answers", "send Returned", "send Call",
    "receive RunCell", "receive Clone", "receive Fetch", "receive Batch", "receive Call", "receive Returned",
)  # fmt: skip
FORKS = ("before", "after_in_child", "after_in_parent")
POINTS = (*MESSAGES, *FORKS)

# fmt: off
BEHAVIOURS = {
    "it dies": "os._exit(7)",
    "it is silent": "time.sleep(1000)",
    "it computes": "while True: pass",
    "it stops itself": "os.kill(os.getpid(), signal.SIGSTOP); time.sleep(1000)",
    "it kills its parent": "os.kill(os.getppid(), signal.SIGKILL)",
    "it kills all": "os.kill(-1, signal.SIGKILL)",
    "it signals process 1": "os.kill(1, signal.SIGKILL)",
    "garbage": "wire.sock.sendall(b'\\xff' * 10_000)",
    "garbage, and it dies": "wire.sock.sendall(b'\\xff' * 10_000); os._exit(0)",
    "half a frame, and silence": "wire.sock.sendall(header(100) + b'x'); time.sleep(1000)",
    "half a frame, and it dies": "wire.sock.sendall(header(100) + b'x'); os._exit(0)",
    "one byte": "wire.sock.sendall(b'g'); time.sleep(1000)",
    "one byte of a process that dies": """
    if os.fork() == 0:
        wire.sock.sendall(b'g'); os._exit(0)
    os.wait()
""",
    "lengths beyond all limits": "wire.sock.sendall(header(2**32 - 1, 2**63))",
    "a long tail that does not come": "wire.sock.sendall(header(1, 60 << 20) + b'\\xc0')",
    "a frame without a message": "wire.sock.sendall(header(0))",
    "a message of no kind": "wire.sock.sendall(header(3) + b'\\x93\\x01\\x02')",
    "it speaks twice": "send_frame(wire.sock, messages.encode(message))",
    "it greets": "send_frame(wire.sock, messages.encode(messages.Hello()))",
    "it says that a wall fell": "send_frame(wire.sock, messages.encode(messages.Hello('a wall fell')))",
    "it has done what comes next": "send_frame(wire.sock, messages.encode(messages.Done((1 << 40) + 3, '')))",
    "it has found too much": "send_frame(wire.sock, messages.encode(messages.Found(1, [None] * 1000)))",
    "it answers too many": """
    one = messages.Returned(0, None, [], [])
    send_frame(wire.sock, messages.encode(messages.Answers([one] * 1000, [-1] * 1000)))
""",
    "it calls what is not there": "send_frame(wire.sock, messages.encode(messages.Call(1, 10**9, [], [])))",
    "it calls without end": """
    while True: send_frame(wire.sock, messages.encode(messages.Call(1, 0, [1.0], [])))
""",
    "a flood": "while True: send_frame(wire.sock, messages.encode(messages.Hello('x' * 10_000)))",
    "a drip": """
    wire.sock.sendall(header(100_000))
    while True:
        wire.sock.sendall(b'x'); time.sleep(0.001)
""",
    "a descriptor": """
    wire.sock.sendmsg([header(1) + b'\\xc0'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [0, 1, 2]))])
""",
    "it closes the wire": "wire.sock.close()",
    "it says nothing more": "wire.sock.shutdown(socket.SHUT_WR)",
    "it hears nothing more": "wire.sock.shutdown(socket.SHUT_RD)",
    "it closes all": "os.closerange(0, 256)",
    "it opens all": """
    try:
        while True: os.open('/dev/null', os.O_RDONLY)
    except OSError: pass
""",
    "it allows itself nothing": """
    for limit in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
        resource.setrlimit(limit, (0, 0))
""",
    "it allows itself no memory": "resource.setrlimit(resource.RLIMIT_AS, (1, 1))",
    "it becomes two": "os.fork()",
    "a copy of it stays with the wire": """
    if os.fork() == 0: time.sleep(1000)
    os._exit(0)
""",
    "it raises": "raise MemoryError",
    "it is interrupted": "raise KeyboardInterrupt",
    "it leaves": "raise SystemExit(0)",
    "a crowd of small threads": """
    threading.stack_size(32768)
    try:
        while True: threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
    except RuntimeError: pass
""",
    "folders within each other": """
    for _ in range(3000): os.mkdir('d'); os.chdir('d')
""",
    "strange names": """
    for name in (b'\\xff', b'a\\nb', b'-rf', b' ', b'removed-1', b'in-use-by-grade', b'x' * 255):
        os.mkdir(name, 0o300)
        os.mkfifo(os.path.join(name, name)) if hasattr(os, 'mkfifo') else None
""",
}
# fmt: on


def cell(point: str, behaviour: str) -> str:
    """The source of a cell after which the process behaves like this at that point."""
    body = BEHAVIOURS[behaviour].strip("\n")
    lines = body if body.startswith("    ") else f"    {body}"
    act = f"def act(wire, message):\n{lines}\n"
    hook = _AT_FORK if point in FORKS else _AT_MESSAGE
    return f"{BEFORE}\nPOINT = {point!r}\n{act}{hook}"
