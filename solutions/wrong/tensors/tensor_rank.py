"""Wrong answers to `tensor_rank`."""

import numpy as np

from solutions import rejected_by

PLAIN = "a number has rank 0, a vector 1, a colour picture 3"
ARRAYS = "arrays of rank 1 to 5, of any kind of number"
LISTS = "nested lists"
ONES = "axes of length 1 count"
SINGLE = "single numbers of every kind"
BRACKETS_AND_VIDEOS = "a video has rank 4, [[7]] has rank 2, and a number of NumPy has rank 0"


@rejected_by(PLAIN, ARRAYS, LISTS)
def blocks_of_vectors(x):
    """That counts vectors. The rank counts AXES: a picture of 1 or 1000 rows has the same rank."""
    return np.size(x) // np.shape(x)[-1] if np.ndim(x) else 0


@rejected_by(PLAIN, ARRAYS)
def independent_rows(x):
    """np.linalg.matrix_rank answers another question: how many rows are independent."""
    return int(np.max(np.linalg.matrix_rank(x))) if np.ndim(x) > 1 else np.ndim(x)


@rejected_by(PLAIN, ARRAYS, LISTS)
def length_of_the_first_axis(x):
    """That is how many things x holds, the length of its first axis; count the axes."""
    return len(x) if np.ndim(x) else 0


@rejected_by(PLAIN, ARRAYS)
def dimension_of_the_vector(x):
    """A vector of 3 numbers has dimension 3 and rank 1: one index reaches each of them."""
    return np.shape(x)[-1] if np.ndim(x) else 0


@rejected_by(PLAIN, ARRAYS, LISTS)
def how_many_numbers(x):
    """That is how many numbers there are: the rank is how many indices it takes to reach one."""
    return np.size(x)


@rejected_by(ONES, BRACKETS_AND_VIDEOS)
def squeezed(x):
    """Axes of length 1 count: do not squeeze them out."""
    return np.squeeze(np.asarray(x)).ndim


@rejected_by(ONES, BRACKETS_AND_VIDEOS)
def axes_longer_than_one(x):
    """An axis of length 1 is an axis."""
    return sum(length > 1 for length in np.shape(x))


@rejected_by(PLAIN)
def at_least_a_vector(x):
    """A single number has rank 0; np.atleast_1d makes a vector of it."""
    return np.atleast_1d(x).ndim


@rejected_by(PLAIN, LISTS)
def arrays_only(x):
    """Only arrays have .ndim: numbers and lists are tensors too."""
    return x.ndim


@rejected_by(PLAIN, ARRAYS)
def lists_only(x):
    """An array is no list: its axes were not counted."""
    rank = 0
    while isinstance(x, list):
        x, rank = x[0], rank + 1
    return rank


@rejected_by(PLAIN)
def one_too_many(x):
    """The number itself is no axis: stop counting when you have reached it."""
    rank = 1
    while isinstance(x, list | np.ndarray) and np.ndim(x):
        x, rank = x[0], rank + 1
    return rank


@rejected_by(PLAIN)
def channels_left_out(x):
    """The channel of a colour picture is an axis, too."""
    shape = np.shape(x)
    return len(shape) - (len(shape) > 2 and shape[-1] in (3, 4))


@rejected_by(ARRAYS)
def pictures_at_most(x):
    """There is no highest rank: a batch of videos has five axes."""
    return min(np.ndim(x), 4)


@rejected_by(SINGLE, BRACKETS_AND_VIDEOS)
def whole_numbers_only(x):
    """A float is a single number, too, and one of NumPy's is."""
    return 0 if isinstance(x, int) else max(1, np.ndim(x))


@rejected_by(SINGLE, BRACKETS_AND_VIDEOS)
def every_array_is_a_vector(x):
    """An array with the shape () is a single number: its rank is 0."""
    if isinstance(x, np.ndarray):
        return max(1, x.ndim)
    return np.ndim(x)


@rejected_by(LISTS, BRACKETS_AND_VIDEOS)
def two_levels_of_lists(x):
    """Lists may be nested deeper than two levels: go on until there is no list left."""
    if isinstance(x, list):
        return 2 if isinstance(x[0], list) else 1
    return np.ndim(x)


@rejected_by(PLAIN)
def the_shape(x):
    """That is the shape: the rank is its length."""
    return np.shape(x)


@rejected_by(PLAIN)
def printed(x):
    """`print` shows the rank and gives nothing back: end with `return`."""
    print(np.ndim(x))


@rejected_by("a video has rank 4, [[7]] has rank 2, and a number of NumPy has rank 0", "nested lists")
def four_brackets_at_most(x):
    """Lists may be nested more than four times."""
    if isinstance(x, list):
        r = 0
        while isinstance(x, list) and r < 4:
            x = x[0]
            r += 1
        return r
    return np.ndim(x)


@rejected_by(
    "a video has rank 4, [[7]] has rank 2, and a number of NumPy has rank 0",
    "arrays of rank 1 to 5, of any kind of number",
)
def five_axes_at_most(x):
    """An array may have more than five axes."""
    return min(np.ndim(x), 5)


@rejected_by("nested lists")
def ten_levels_of_lists_at_most(x):
    """Lists may be nested to any depth: go on until there is no list left."""
    if isinstance(x, np.ndarray):
        return x.ndim
    rank = 0
    while isinstance(x, list) and rank < 10:
        x = x[0]
        rank += 1
    return rank
