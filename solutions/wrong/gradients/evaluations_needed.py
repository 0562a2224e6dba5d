"""Wrong answers to evaluations_needed."""

import numpy as np

from solutions import rejected_by


@rejected_by("two numbers, forward differences: 3, as in the lecture")
def without_the_point_itself(n, method):
    """A forward difference needs f at the point itself, too: n + 1."""
    if method not in ("forward", "central", "backprop"):
        raise ValueError(method)
    return {"forward": n, "central": 2 * n, "backprop": 1}[method]


@rejected_by("two numbers, forward differences: 3, as in the lecture")
def the_point_again_and_again(n, method):
    """f at the point itself is the same in every forward difference: compute it once."""
    if method not in ("forward", "central", "backprop"):
        raise ValueError(method)
    return {"forward": 2 * n, "central": 2 * n, "backprop": 1}[method]


@rejected_by("central differences", "three numbers, central differences: 6")
def the_middle_too(n, method):
    """The central difference does not need f at the point itself."""
    if method not in ("forward", "central", "backprop"):
        raise ValueError(method)
    return {"forward": n + 1, "central": 2 * n + 1, "backprop": 1}[method]


@rejected_by("backprop runs f once")
def the_way_back_counts(n, method):
    """The backward pass of backprop is not counted."""
    if method not in ("forward", "central", "backprop"):
        raise ValueError(method)
    return {"forward": n + 1, "central": 2 * n, "backprop": 2}[method]


@rejected_by("backprop runs f once", "forward differences and backprop, for one number and for many")
def one_run_for_each_slope(n, method):
    """One run of f serves all slopes: that is the point of backprop."""
    if method not in ("forward", "central", "backprop"):
        raise ValueError(method)
    return {"forward": n + 1, "central": 2 * n, "backprop": n}[method]


@rejected_by("an unknown method is a ValueError", "any other method raises a ValueError")
def a_key_error(n, method):
    """A missing key raises KeyError; the contract says ValueError."""
    return {"forward": n + 1, "central": 2 * n, "backprop": 1}[method]


@rejected_by("an unknown method is a ValueError", "any other method raises a ValueError")
def none_for_the_unknown(n, method):
    """An unknown method must not go unnoticed: raise ValueError."""
    return {"forward": n + 1, "central": 2 * n, "backprop": 1}.get(method)


@rejected_by("an unknown method is a ValueError", "any other method raises a ValueError")
def everything_else_is_backprop(n, method):
    """An unknown method is not backprop: raise ValueError."""
    if method == "forward":
        return n + 1
    if method == "central":
        return 2 * n
    return 1


@rejected_by("an unknown method is a ValueError", "any other method raises a ValueError")
def returns_the_error(n, method):
    """Raise the error, do not return it."""
    if method == "forward":
        return n + 1
    if method == "central":
        return 2 * n
    if method == "backprop":
        return 1
    return ValueError("unknown method")


@rejected_by("an unknown method is a ValueError", "any other method raises a ValueError")
def an_assertion(n, method):
    """assert raises AssertionError; the contract says ValueError."""
    assert method in ("forward", "central", "backprop")
    return {"forward": n + 1, "central": 2 * n, "backprop": 1}[method]


@rejected_by("an unknown method is a ValueError", "any other method raises a ValueError")
def prints_the_error(n, method):
    """Printing an error does not raise it."""
    if method not in ("forward", "central", "backprop"):
        print("ValueError: unknown method")
        return 0
    return {"forward": n + 1, "central": 2 * n, "backprop": 1}[method]


@rejected_by("an unknown method is a ValueError")
def the_first_letter_is_enough(n, method):
    """ "backward" is not "backprop": compare the whole word."""
    if method[:1] == "f":
        return n + 1
    if method[:1] == "c":
        return 2 * n
    if method[:1] == "b":
        return 1
    raise ValueError(method)


@rejected_by("two numbers, forward differences: 3, as in the lecture", "central differences")
def exchanged(n, method):
    """Forward needs n + 1 and central 2 * n, not the other way round."""
    if method not in ("forward", "central", "backprop"):
        raise ValueError(method)
    return {"forward": 2 * n, "central": n + 1, "backprop": 1}[method]


@rejected_by(
    "forward differences and backprop, for one number and for many",
    "central differences",
    "three numbers, central differences: 6",
)
def knows_the_lecture_by_heart(n, method):
    """Right for the lecture's two inputs only."""
    if method not in ("forward", "central", "backprop"):
        raise ValueError(method)
    return {"forward": 3, "central": 4, "backprop": 1}[method]


@rejected_by("two numbers, forward differences: 3, as in the lecture")
def every_pair(n, method):
    """One coordinate is nudged at a time: n + 1 points, not 2**n."""
    if method not in ("forward", "central", "backprop"):
        raise ValueError(method)
    return {"forward": 2 ** min(n, 30), "central": 2 * n, "backprop": 1}[method]


@rejected_by("any other method raises a ValueError", "an unknown method is a ValueError")
def begins_with_the_name(n, method):
    """Only the three names count: backpropagation is not backprop."""
    if method.startswith("forward") and len(method) < 9:
        return n + 1
    if method.startswith("central"):
        return 2 * n
    if method.startswith("backprop"):
        return 1
    raise ValueError(method)


@rejected_by("an unknown method is a ValueError")
def blanks_taken_off(n, method):
    """Only the three names count, as they are written: ' central' is another word."""
    method = method.strip()
    table = {"forward": n + 1, "central": 2 * n, "backprop": 1}
    if method not in table:
        raise ValueError
    return table[method]


@rejected_by("central differences", "forward differences and backprop, for one number and for many")
def thirty_two_bits(n, method):
    """n may be large: 2 * n does not fit into 32 bits."""
    table = {"forward": np.array(n + 1).astype(np.int32), "central": np.array(2 * n).astype(np.int32), "backprop": 1}
    if method not in table:
        raise ValueError
    return int(table[method])


@rejected_by("central differences", "forward differences and backprop, for one number and for many")
def in_single_precision(n, method):
    """n may be large: float32 keeps seven digits only."""
    table = {"forward": np.float32(n) + 1, "central": np.float32(2 * n), "backprop": 1}
    if method not in table:
        raise ValueError
    return int(table[method])


@rejected_by("any other method raises a ValueError", "an unknown method is a ValueError")
def other_names_as_well(n, method):
    """Only the three names count: any other raises a ValueError."""
    if method in ("forward", "fwd"):
        return n + 1
    if method in ("central", "centred"):
        return 2 * n
    if method in ("backprop", "backpropagation"):
        return 1
    raise ValueError


@rejected_by("an unknown method is a ValueError")
def capitals_as_well(n, method):
    """Only the three names count, as they are written: any other raises a ValueError."""
    if method in ("forward", "FORWARD"):
        return n + 1
    if method in ("central", "CENTRAL"):
        return 2 * n
    if method in ("backprop", "BACKPROP"):
        return 1
    raise ValueError


@rejected_by("an unknown method is a ValueError")
def with_hyphens_as_well(n, method):
    """Only the three names count, as they are written: any other raises a ValueError."""
    known = {"forward": n + 1, "central": 2 * n, "backprop": 1}
    method = method.replace("-", "").replace("_", "")
    if method not in known:
        raise ValueError(method)
    return known[method]


@rejected_by("an unknown method is a ValueError")
def british_as_well(n, method):
    """Only the three names count, as they are written: any other raises a ValueError."""
    table = {"forward": n + 1, "central": 2 * n, "centre": 2 * n, "centred": 2 * n, "backprop": 1}
    if method not in table:
        raise ValueError(method)
    return table[method]


@rejected_by("any other method raises a ValueError", "an unknown method is a ValueError")
def a_lookup_error(n, method):
    """The contract names ValueError, not LookupError."""
    table = {"forward": n + 1, "central": 2 * n, "backprop": 1}
    if method not in table:
        raise LookupError(method)
    return table[method]
