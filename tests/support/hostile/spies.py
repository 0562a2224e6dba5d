"""A function that provokes what it was given, and returns every string that it can find in the answers."""

SPY = '''
import traceback, warnings

def strings_of(thing, depth=0):
    """All that an object says of itself, its class and what hangs on it."""
    found = []
    for ask in (repr, str, lambda x: type(x).__name__, lambda x: type(x).__doc__, lambda x: vars(x)):
        try: found.append(str(ask(thing)))
        except Exception as problem: found.append(type(problem).__name__)
    names = ["__name__", "__qualname__", "__module__", "__doc__", "args", "traceback", "__notes__", "__cause__",
             "__context__", "filename", "name", "obj", "__code__", "__globals__", "__closure__", "_text", "_type_name"]
    for name in names:
        try: inside = getattr(thing, name)
        except Exception: continue
        found.append(str(inside))
        if depth < 2 and inside is not thing: found += strings_of(inside, depth + 1)
    return found

def spy(*given):
    found = []
    for f in given:
        found += strings_of(f)
        if not callable(f): continue
        for args in ([], [None], ["x"], [1, 2, 3], [{}], [[]], [object()], [-1.0], [0.0], [10**400], [1e308], [f]):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                try:
                    found += strings_of(f(*args))
                except BaseException as problem:
                    found += strings_of(problem) + traceback.format_exception(problem)
            for warning in caught: found += strings_of(warning.message) + strings_of(warning)
        try: f(wrong_name=1)
        except BaseException as problem: found += strings_of(problem)
    return found
'''
