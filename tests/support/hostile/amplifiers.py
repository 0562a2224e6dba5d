"""Small messages that would make the host large or slow: what functions return, raise or call with, and cells say."""

_ALL = "blank_image = set_pixel = euclidean_distance = forward_difference = numerical_gradient = amplify\n"

RETURNED = {
    "four hundred letters and one long string": "['x'] * 400 + ['y' * 1_000_000]",
    "rows of letters and one long string": "[['x'] * 100 for _ in range(100)] + [['y' * 200_000] * 100]",
    "bytes of two lengths": "[b'x'] * 4000 + [b'y' * 500_000]",
    "letters of their own": "np.full(8_000_000, '\\u4e00')",
    "a wide array of strings, many times": "[np.array('y' * 90_000)] * 20_000",
    "lists that share their parts": "[[[[1.5] * 200] * 200] * 100] * 100",
    "the same array a thousand times": "[np.ones(1_000_000)] * 1000",
    "tuples that share their parts": "((((1,) * 300,) * 300,) * 300,) * 3",
    "a dict of shared lists": "{n: [[0] * 1000] * 1000 for n in range(1000)}",
    "sixty million bytes": "np.ones(60_000_000, np.int8)",
    "a long packed list": "[0.5] * 7_000_000",
    "sixty million truths": "np.ones((6000, 10_000), bool)",
    "one long string": "'x' * 4_000_000",
    "one long string of odd characters": "'\\U0001f600' * 900_000",
    "a long name": "type('N' * 4_000_000, (), {})()",
    "objects of many classes": "[type('K%d' % n, (), {})() for n in range(100_000)]",
    "a million empty lists": "[[] for _ in range(900_000)]",
    "a huge number": "[(1 << 60_000) - n for n in range(60)]",
    "empty things in a large shape": "np.zeros((1000, 1000, 1000, 0))",
    "noise in two million places": "np.random.default_rng(0).random((1000, 2000))",
    "keys that collide": "{complex(n * 1000003, -n): n for n in range(60_000)}",
    "many dicts of keys that collide": "[{complex(k * 1000003, -k): 0 for k in range(4000)} for _ in range(60)]",
    "generators within each other": "deep_generators(220)",
    "long lists within each other": "deep(90, 5000)",
}

RAISED = {
    "a long text": "raise ValueError('x' * 3_900_000)",
    "a text of odd characters": "raise ValueError('\\U0001f600' * 900_000)",
    "many arguments": "raise ValueError(*['x' * 700_000] * 5)",
    "a huge number as its text": "raise ValueError((1 << 65_000))",
    "a long name of its class": "raise type('E' * 3_000_000, (Exception,), {})('x')",
    "many warnings": "warnings.simplefilter('always'); [warnings.warn('w' * 190_000) for _ in range(20)]; raise ValueError",
}

CALLED = {
    "text and a number": "f('ab' * 1_000_000, 1500)",
    "text": "f('ab' * 2_000_000)",
    "a list": "f([0.0] * 400_000)",
    "a list and a number": "f([0] * 1000, 10 ** 9)",
    "bytes": "f(b'x' * 4_000_000)",
    "a large array": "f(np.ones(3_000_000))",
    "an array of text": "f(np.full(2000, 'x' * 1000))",
    "a huge number": "f((1 << 65_000) - 1)",
    "lists that share their parts": "f([[[[1.5] * 200] * 200] * 100] * 100)",
    "by a name": "f(x='ab' * 1_000_000)",
    "again and again": "[quiet(f, [[0.5] * 1000] * 1000) for _ in range(150)]",
    "again and again with text": "[quiet(f, 'ab' * 500_000) for _ in range(150)]",
}

_HELPERS = """
import numpy as np, warnings

def quiet(f, *args):
    try: return f(*args)
    except Exception: return 0.0

def deep(levels, width):
    inner = [0]
    for _ in range(levels): inner = [inner] + [0] * width
    return inner

def deep_generators(levels):
    import sys
    frame = sys._getframe()
    while frame:
        for thing in frame.f_locals.values():
            if type(thing).__name__ == 'Call': call = thing
            if type(thing).__name__ == '_SocketTransport': transport = thing
        frame = frame.f_back
    import msgspec, struct
    value = None
    for _ in range(levels): value = ['rng', ['dict', [['bit_generator', value]]]]
    body = msgspec.msgpack.encode(['returned', call.id, value, [], [], 0])
    transport.sock.sendall(struct.pack('<4sIQ', b'grd1', len(body), 0) + body)
    while True: pass
"""


def returning(name: str) -> str:
    """The source of a notebook whose functions return this."""
    return f"{_HELPERS}\ndef amplify(*args, **kwargs):\n    return {RETURNED[name]}\n{_ALL}"


def raising(name: str) -> str:
    """The source of a notebook whose functions raise this."""
    return f"{_HELPERS}\ndef amplify(*args, **kwargs):\n    {RAISED[name]}\n{_ALL}"


def calling(name: str) -> str:
    """The source of a notebook whose functions call what they are given with this."""
    body = f"    if callable(f): quiet(lambda: {CALLED[name]})\n    raise RuntimeError('no answer')"
    return f"{_HELPERS}\ndef amplify(f=None, *args, **kwargs):\n{body}\n{_ALL}"
