"""Right answers to `split_dataset` in other styles."""

import hashlib
import random

import numpy as np


def with_the_random_module(names, test_fraction, seed):
    """A generator of Python's own, made from the seed."""
    ordered = sorted(names)
    random.Random(seed).shuffle(ordered)
    count = int(len(ordered) * test_fraction)
    return ordered[count:], ordered[:count]


def with_choice(names, test_fraction, seed):
    """Draw the test part without replacement; the rest in order."""
    ordered, count = sorted(names), int(test_fraction * len(names))
    drawn = set(np.random.default_rng(seed).choice(len(ordered), size=count, replace=False).tolist())
    return [ordered[i] for i in range(len(ordered)) if i not in drawn], [ordered[i] for i in sorted(drawn)]


def with_arrays(names, test_fraction, seed):
    """Arrays of strings."""
    ordered = np.array(sorted(names), dtype=str)
    shuffled = np.random.default_rng(seed).permutation(ordered)
    train, test = np.split(shuffled[::-1], [len(names) - int(len(names) * test_fraction)])
    return train, test


def by_lots(names, test_fraction, seed):
    """Everybody draws a lot that hangs on the seed and the name alone; no sorting of names needed."""
    by_lot = sorted(names, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest())
    count = int(len(names) * test_fraction)
    return [tuple(by_lot[count:]), tuple(by_lot[:count])]


def with_sample(names, test_fraction, seed):
    """random.sample, from a generator with a seed."""
    test = random.Random(seed).sample(sorted(names), int(len(names) * test_fraction))
    return [name for name in names if name not in test], test
