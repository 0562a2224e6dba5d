"""Notebooks that lie about how they compute: about the steps that are counted, and about what a call has changed.

`LOOP` is a right `distance_field` with a loop over all pixels; `IN_PLACE` holds a right `set_pixel` that draws into its
argument, and a right `split_dataset` that sorts its own. Each lie hides that.
"""

LOOP = """
import numpy as np, math, sys, threading, _thread, os, pickle, gc

def looped(shape, centre):
    return np.array([[math.sqrt((row - centre[0]) ** 2 + (col - centre[1]) ** 2) for col in range(shape[1])]
                     for row in range(shape[0])])

def by_rows(shape, centre):
    field = np.empty(shape)
    columns = (np.arange(shape[1]) - centre[1]) ** 2
    for row in range(shape[0]): field[row] = np.sqrt(columns + (row - centre[0]) ** 2)
    return field

def by_columns(shape, centre):
    return by_rows(shape[::-1], centre[::-1]).T

def globals_of_ours():
    frame, found = sys._getframe(), []
    while frame:
        if 'autograder' in frame.f_code.co_filename: found.append(frame.f_globals)
        frame = frame.f_back
    return found
"""

STEPS = {
    "no lie": "distance_field = looped",
    "the tracer is taken off": """
def distance_field(shape, centre):
    sys.settrace(None)
    return looped(shape, centre)
""",
    "the tracer is taken off and put back": """
def distance_field(shape, centre):
    before = sys.gettrace(); sys.settrace(None)
    try: return looped(shape, centre)
    finally: sys.settrace(before)
""",
    "the same, row by row": """
def distance_field(shape, centre):
    before = sys.gettrace(); sys.settrace(None)
    try: return by_rows(shape, centre)
    finally: sys.settrace(before)
""",
    "the same, column by column": """
def distance_field(shape, centre):
    before = sys.gettrace(); sys.settrace(None)
    try: return by_columns(shape, centre)
    finally: sys.settrace(before)
""",
    "the probe is replaced": """
import checks, checks.probes
checks.probes.count_steps = checks.count_steps = lambda f, *a, **k: (1, f(*a, **k))
sys.settrace = lambda f: None
distance_field = looped
""",
    "the server's probe is replaced": """
for module in globals_of_ours():
    if 'count_steps' in module: module['count_steps'] = lambda f, *a, **k: (1, f(*a, **k))
distance_field = looped
""",
    "in a thread": """
def distance_field(shape, centre):
    found = []
    thread = threading.Thread(target=lambda: found.append(looped(shape, centre)))
    thread.start(); thread.join()
    return found[0]
""",
    "in a thread that nobody traces": """
def distance_field(shape, centre):
    found, done = [], _thread.allocate_lock()
    done.acquire()
    def work():
        sys.settrace(None); found.append(looped(shape, centre)); done.release()
    _thread.start_new_thread(work, ()); done.acquire()
    return found[0]
""",
    "in a child": """
def distance_field(shape, centre):
    ours, theirs = os.pipe()
    if os.fork() == 0:
        sys.settrace(None)
        with open(theirs, 'wb') as file: pickle.dump(looped(shape, centre), file)
        os._exit(0)
    os.close(theirs)
    with open(ours, 'rb') as file: found = pickle.load(file)
    os.wait()
    return found
""",
}

IN_PLACE = """
import sys, gc, random
def split_dataset(names, test_fraction, seed):
    names.sort()
    mixed = random.Random(seed).sample(names, len(names))
    count = int(len(names) * test_fraction + 1e-9)
    return mixed[count:], mixed[:count]

def set_pixel(image, row, col, value):
    if 0 <= row < image.shape[0] and 0 <= col < image.shape[1]: image[row, col] = value
    return image.copy()

def modules_of_ours():
    found, frame = [], sys._getframe()
    while frame:
        found.append(frame.f_globals); frame = frame.f_back
    found += [thing for thing in gc.get_objects() if type(thing) is dict and
              str(thing.get('__name__')).startswith('autograder')]
    return found
"""

CHANGES = {
    "no lie": "",
    "what finds changes is replaced": """
import autograder.wire.mutations as mutations, autograder.wire.rpc as rpc
rpc.changed_contents = mutations.changed_contents = lambda *a, **k: []
rpc.snapshot = mutations.snapshot = lambda *a, **k: []
mutations._unchanged = mutations._same_bytes = lambda *a: True
""",
    "the same, wherever it is": """
for module in modules_of_ours():
    for name in ('changed_contents', 'changes', 'snapshot'):
        if name in module: module[name] = lambda *a, **k: []
    for name in ('_unchanged', '_same_bytes'):
        if name in module: module[name] = lambda *a: True
""",
    "the same, while a function runs": """
def lying(function):
    def run(*args):
        for module in modules_of_ours():
            if 'changed_contents' in module: module['changed_contents'] = lambda *a, **k: []
        return function(*args)
    return run
set_pixel, split_dataset = lying(set_pixel), lying(split_dataset)
""",
    "answers are sent without changes": """
for module in modules_of_ours():
    if 'm' in module and hasattr(module['m'], 'Returned'):
        returned = module['m'].Returned
        module['m'].Returned = lambda id, value, changed, warned, steps=0: returned(id, value, (), warned, steps)
""",
    "values are put back late": """
import atexit
gc.freeze()
for module in modules_of_ours():
    if '_same_bytes' in module: module['_same_bytes'] = lambda *a: True
""",
}
