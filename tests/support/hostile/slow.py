"""Notebooks that let the host wait wherever it waits, but nowhere for as long as it allows at that place."""

from tests.support.hostile.protocol import BEFORE

_SLOW_AT = """
import time
def slow(*_, **__): time.sleep(<PAUSE>)
"""

# fmt: off
_EVERYWHERE = BEFORE + _SLOW_AT + """
def hooked_send(self, message, buffers):
    slow()
    send(self, message, buffers)
    slow()

def hooked_receive(self):
    found = receive(self)
    slow()
    return found

transport.send, transport.receive = hooked_send, hooked_receive
os.register_at_fork(before=slow, after_in_child=slow, after_in_parent=slow)
"""

_REMEMBER = """
def hooked_receive(self):
    last[:] = [self]
    return receive(self)
transport.receive = hooked_receive
"""

_CALLBACKS = """
def forward_difference(f, x, h):
    while True: f(x)
"""

_SLOW_CALLBACKS = """
import time
def forward_difference(f, x, h):
    while True:
        f(x); time.sleep(0.01)
"""

_DRIP = BEFORE + _REMEMBER + """
def forward_circuit(x, y, z):
    wire = last[0].sock
    wire.sendall(struct.pack('<4sIQ', b'grd1', 4_000_000, 0))
    while True:
        wire.sendall(b'x'); time.sleep(<PAUSE> / 100)
forward_difference = lambda f, x, h: forward_circuit(1, 2, 3)
"""

_STREAM = BEFORE + _REMEMBER + """
def forward_circuit(x, y, z):
    wire = last[0].sock
    while True:
        wire.sendall(struct.pack('<4sIQ', b'grd1', 4_000_000, 0))
        for _ in range(4_000_000): wire.send(b'x')
forward_difference = lambda f, x, h: forward_circuit(1, 2, 3)
"""

_ENDS_BY_ITSELF = """
import threading, os, time
threading.Thread(target=lambda: (time.sleep(<PAUSE>), os._exit(0)), daemon=True).start()
"""

_LARGE_TO_CLEAR = """
import os
def forward_circuit(x, y, z):
    os.makedirs(str(os.getpid()))
    for n in range(1000): os.mkdir(f"{os.getpid()}/{n}")
    block = bytearray(300 << 20); os._exit(0)
forward_difference = lambda f, x, h: forward_circuit(1, 2, 3)
"""
# fmt: on

SLOW = {
    "slow at every point": [_EVERYWHERE, "x = 1", "y = 2"],
    "slow in every cell": [f"{_SLOW_AT}slow()", *["slow()"] * 30],
    "slow names": ["import time", "class Slow:\n    def __repr__(self): time.sleep(<PAUSE>); return ''\nx = Slow()\n"
                   "forward_circuit = forward_difference = Slow()"],
    "callbacks in a loop": [_CALLBACKS],
    "slow callbacks in a loop": [_SLOW_CALLBACKS],
    "a drip of bytes": [_DRIP],
    "a stream of single bytes": [_STREAM],
    "it ends by itself, a little later": [_ENDS_BY_ITSELF],
    "much to clear away": [_LARGE_TO_CLEAR],
}  # fmt: skip


def cells(name: str, pause: float) -> list[str]:
    """The sources of the cells, where each wait takes so many seconds."""
    return [source.replace("<PAUSE>", str(pause)) for source in SLOW[name]]
