"""Full marks without an answer: every one of these defines functions that are wrong, and hopes to be believed."""

_WRONG = """
import numpy as np
def blank_image(height, width, value=0.0): return ANSWER
def set_pixel(image, row, col, value): return ANSWER
def euclidean_distance(a, b): return ANSWER
"""

_WIRE = """
import msgspec, os, struct, sys, time
def on_the_wire(data):
    for descriptor in range(3, 64):  # one of them is the wire
        try: os.write(descriptor, data)
        except OSError: pass
def answers(value):
    frame = sys._getframe()
    while frame:  # somebody below has the number of the call that is served
        for thing in frame.f_locals.values():
            if type(thing).__name__ == 'Call':
                body = msgspec.msgpack.encode(['returned', thing.id, value, [], [], 0])
                return on_the_wire(struct.pack('<4sIQ', b'grd1', len(body), 0) + body)
        frame = frame.f_back
"""

LIES = {
    "patch Otter": """
import otter, sys
try:
    import otter.test_files.abstract_test as t
    t.TestFile.score = property(lambda self: self.possible)
except ImportError: pass
"""
    + _WRONG.replace("ANSWER", "0"),
    "patch NumPy's comparisons": """
import numpy as np
for name in ('allclose', 'array_equal', 'all', 'isclose', 'abs', 'isfinite', 'asarray', 'array'):
    setattr(np, name, lambda *a, **k: True)
"""
    + _WRONG.replace("ANSWER", "[[0]]"),
    "patch builtins": """
import builtins
builtins.all = builtins.isinstance = builtins.hasattr = lambda *a: True
builtins.AssertionError = ZeroDivisionError
"""
    + _WRONG.replace("ANSWER", "0"),
    "patch the checks": """
import checks, checks.compare
for module in (checks, checks.compare):
    for name in dir(module):
        if name.startswith('expect'): setattr(module, name, lambda *a, **k: None)
"""
    + _WRONG.replace("ANSWER", "0"),
    "patch the wire": """
import autograder.wire.encoder as e, autograder.wire.rpc as c
e.Encoder.encode = lambda self, thing, depth=0: True
c.RpcPeer.serve = lambda *a: None
"""
    + _WRONG.replace("ANSWER", "0"),
    "an object that equals everything": """
class Everything:
    shape = (3, 5); ndim = 2; dtype = float
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array__(self, *a, **k): return np.full((3, 5), 0.25)
    def __float__(self): return 28.284271247461902
    def __len__(self): return 3
"""
    + _WRONG.replace("ANSWER", "Everything()"),
    "an array that lies about equality": """
import numpy as np
class Liar(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __sub__(self, other): return np.zeros(self.shape)
    def __array_ufunc__(self, *a, **k): return np.True_
    def __array_function__(self, *a, **k): return True
    def all(self, *a, **k): return True
"""
    + _WRONG.replace("ANSWER", "np.full((3, 5), 7.0).view(Liar)"),
    "a float that lies about equality": """
class Liar(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __abs__(self): return 0.0
    def __le__(self, other): return True
"""
    + _WRONG.replace("ANSWER", "Liar(7)"),
    "object dtype": _WRONG.replace(
        "ANSWER", "np.array([type('E', (), {'__eq__': lambda s, o: True})()] * 15).reshape(3, 5)"
    ),
    "NaN for everything": _WRONG.replace("ANSWER", "np.full((3, 5), np.nan)"),
    "look up the stack for what is expected": """
import sys
def thief(*args, **kwargs):
    frame = sys._getframe()
    while frame:
        for name in ('expected', 'wanted', 'reference'):
            if name in frame.f_locals: return frame.f_locals[name]
        frame = frame.f_back
    return 0
blank_image = set_pixel = euclidean_distance = thief
""",
    "look through the heap for the reference": """
import gc
def thief(*args, **kwargs):
    for thing in gc.get_objects():
        if getattr(thing, '__name__', '') in ('reference', 'blank_image') and thing is not thief and callable(thing):
            return thing(*args, **kwargs)
    return 0
blank_image = set_pixel = euclidean_distance = thief
""",
    "forge an answer on the wire": _WIRE
    + """
def forger(*args, **kwargs):
    answers(True)
    return 0
blank_image = set_pixel = euclidean_distance = forger
""",
    "garbage on the wire": _WIRE
    + """
def vandal(*args, **kwargs):
    on_the_wire(b'\\xff' * 100_000)
    return 0
blank_image = set_pixel = euclidean_distance = vandal
""",
    "false lengths on the wire": _WIRE
    + """
def vandal(*args, **kwargs):
    on_the_wire(struct.pack('<4sIQ', b'grd1', 2**32 - 1, 2**63))
    return 0
blank_image = set_pixel = euclidean_distance = vandal
""",
    "an array of 10**12 elements on the wire": _WIRE
    + """
def vandal(*args, **kwargs):
    answers(['array', '<f8', [10**6, 10**6], False, True])
    return 0
blank_image = set_pixel = euclidean_distance = vandal
""",
    "a descriptor on the wire": """
import array, os, socket, struct
def vandal(*args, **kwargs):
    for descriptor in range(3, 64):
        try: s = socket.socket(fileno=os.dup(descriptor))
        except OSError: continue
        s.sendmsg([struct.pack('<4sIQ', b'grd1', 1, 0) + b'\\xc0'],
                  [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [0, 1, 2]))])
    return 0
blank_image = set_pixel = euclidean_distance = vandal
""",
    "half a frame, and silence": _WIRE
    + """
def vandal(*args, **kwargs):
    on_the_wire(struct.pack('<4sIQ', b'grd1', 100, 0) + b'x')
    time.sleep(1000)
blank_image = set_pixel = euclidean_distance = vandal
""",
    "close the wire": """
import os
def vandal(*args, **kwargs):
    os.closerange(3, 64)
    return 0
blank_image = set_pixel = euclidean_distance = vandal
""",
    "raise what a test might wait for": """
def vandal(*args, **kwargs):
    raise type('Lost', (BaseException,), {})()
blank_image = set_pixel = euclidean_distance = vandal
""",
    "stop the test from a callback": "blank_image = set_pixel = euclidean_distance = lambda *a, **k: exit()",
    "an exception that cannot be written": """
def vandal(*args, **kwargs):
    raise UnicodeEncodeError('utf-8', 'x', -5, -4, 'no such place')
blank_image = set_pixel = euclidean_distance = vandal
""",
    "another exception that cannot be written": """
def vandal(*args, **kwargs):
    raise UnicodeTranslateError('x', -5, -4, 'no such place')
blank_image = set_pixel = euclidean_distance = vandal
""",
    "markers that skip tests": """
__unittest_skip__ = True
pytestmark = 'skip'
class Skipped(Exception): pass
def vandal(*args, **kwargs): raise Skipped('skip')
blank_image = set_pixel = euclidean_distance = vandal
""",
    "fill the returned array later": """
import numpy as np, threading, time
def late(*args, **kwargs):
    result = np.zeros((5, 3))
    def fill():
        time.sleep(0.001); result.shape = (3, 5); result[...] = 0.25
    threading.Thread(target=fill, daemon=True).start()
    return result
blank_image = set_pixel = euclidean_distance = late
""",
}
