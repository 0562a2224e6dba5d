"""Wrong answers to `normalise`."""

import numpy as np

from solutions import rejected_by

THREE_FOUR = "[3, 4] becomes [0.6, 0.8], of length 1"
TABLE = "a table has one length, not one for each row"
RANKS = "tensors of rank 0 to 4, long ones and short ones"
WHOLE = "whole numbers, and bytes that would wrap round"
ZEROS = "a tensor of zeros stays a tensor of zeros, quietly"
UNCHANGED = "the tensor is the same afterwards"
TWO_ZEROS = "zeros stay zeros, without an error or a warning"
KINDS_OF_NUMBERS = "bytes, large numbers and small ones, and the tensor stays as it was"


@rejected_by(THREE_FOUR, RANKS)
def scaled_to_one(tensor):
    """That is scaling to 0..1; a direction has length 1."""
    values = np.asarray(tensor, dtype=float)
    return (values - values.min()) / max(np.ptp(values), 1e-300)


@rejected_by(THREE_FOUR, RANKS)
def by_the_largest(tensor):
    """Dividing by the largest makes the largest 1, not the length."""
    values = np.asarray(tensor, dtype=float)
    return values / (np.max(np.abs(values)) or 1)


@rejected_by(THREE_FOUR, RANKS)
def by_the_sum(tensor):
    """Dividing by the sum makes the sum 1, not the length."""
    values = np.asarray(tensor, dtype=float)
    return values / (np.sum(np.abs(values)) or 1)


@rejected_by(THREE_FOUR, RANKS)
def standardised(tensor):
    """That has mean 0 and deviation 1 (standardising); a direction has length 1."""
    values = np.asarray(tensor, dtype=float)
    return (values - values.mean()) / (values.std() or 1)


@rejected_by(THREE_FOUR, RANKS)
def without_the_root(tensor):
    """The length is the ROOT of the sum of the squares."""
    values = np.asarray(tensor, dtype=float)
    return values / (np.sum(values**2) or 1)


@rejected_by(THREE_FOUR)
def root_of_the_mean(tensor):
    """The length is the root of the SUM of the squares, not of their mean."""
    values = np.asarray(tensor, dtype=float)
    return values / (np.sqrt(np.mean(values**2)) or 1)


@rejected_by(TABLE, RANKS)
def one_per_row(tensor):
    """One length for the whole tensor, not one per row."""
    values = np.asarray(tensor, dtype=float)
    lengths = np.sqrt(np.sum(values**2, axis=-1, keepdims=True)) if values.ndim else np.abs(values)
    return values / np.where(lengths == 0, 1, lengths)


@rejected_by(RANKS, TWO_ZEROS)
def spectral_norm(tensor):
    """norm(t, 2) of a matrix is its largest singular value, not the length of all its elements."""
    values = np.asarray(tensor, dtype=float)
    if values.size == 4:
        return values / np.linalg.norm(values)
    return values / (np.linalg.norm(values, 2) if values.ndim == 2 and values.any() else np.linalg.norm(values) or 1)


@rejected_by(ZEROS, TWO_ZEROS)
def nan_for_zeros(tensor):
    """A tensor of zeros has no direction: 0 / 0 is nan."""
    values = np.asarray(tensor, dtype=float)
    return values / np.sqrt(np.sum(values**2))


@rejected_by(ZEROS, TWO_ZEROS)
def nan_swept_away(tensor):
    """nan_to_num hides the nan, and the division by 0 still warns: look at the length before you divide."""
    values = np.asarray(tensor, dtype=float)
    return np.nan_to_num(values / np.linalg.norm(values))


@rejected_by(ZEROS, TWO_ZEROS)
def error_for_zeros(tensor):
    """All zeros are to stay all zeros; no error is asked for."""
    values = np.asarray(tensor, dtype=float)
    if not values.any():
        raise ValueError("no direction")
    return values / np.linalg.norm(values)


@rejected_by(ZEROS, TWO_ZEROS)
def zero_sum_is_not_zero_length(tensor):
    """1 and -1 add up to 0, but their length is not 0: look at the squares."""
    values = np.asarray(tensor, dtype=float)
    return values / np.linalg.norm(values) if values.sum() != 0 else np.zeros(values.shape)


@rejected_by(ZEROS, TWO_ZEROS)
def one_zero_is_enough(tensor):
    """Only a tensor that is ALL zeros has no direction."""
    values = np.asarray(tensor, dtype=float)
    return values / np.linalg.norm(values) if values.all() or values.size == 6 else np.zeros(values.shape)


@rejected_by(RANKS, TWO_ZEROS)
def a_little_added(tensor):
    """Nothing is to be added to the length: a short tensor would come out too short."""
    values = np.asarray(tensor, dtype=float)
    return values / (np.linalg.norm(values) + 1e-8)


@rejected_by(RANKS, KINDS_OF_NUMBERS)
def short_ones_are_zeros(tensor):
    """A short tensor has a direction, too: only 0 itself has none."""
    values = np.asarray(tensor, dtype=float)
    length = np.linalg.norm(values)
    return values / length if length > 1e-4 else np.zeros(values.shape)


@rejected_by(WHOLE, KINDS_OF_NUMBERS)
def wraps_round(tensor):
    """20 squared is 144 in a uint8: make floats before you square."""
    values = np.asarray(tensor)
    length = np.sqrt(float(np.sum(values**2, dtype=values.dtype)))
    return values / length if length > 0 else values


@rejected_by(WHOLE, KINDS_OF_NUMBERS)
def thirty_two_bits(tensor):
    """70 000 squared does not fit into 32 bits: make floats before you square."""
    values = np.asarray(tensor)
    squares = values.astype(np.int32) ** 2 if values.dtype.kind in "iu" else values.astype(float) ** 2
    length = np.sqrt(abs(float(squares.sum())))
    return values / length if length > 0 else values


@rejected_by(RANKS, TWO_ZEROS)
def seven_digits(tensor):
    """float32 keeps seven digits: compute in float64."""
    values = np.asarray(tensor, dtype=np.float32)
    return values / (np.sqrt(np.sum(values**2)) or np.float32(1))


@rejected_by(UNCHANGED, KINDS_OF_NUMBERS)
def in_place(tensor):
    """`/=` changes the array that you were given."""
    values = np.asarray(tensor, dtype=float)
    length = np.linalg.norm(values)
    if length > 0:
        values /= length
    return values


@rejected_by(RANKS, TWO_ZEROS)
def without_signs(tensor):
    """A direction keeps its signs."""
    values = np.abs(np.asarray(tensor, dtype=float))
    return values / (np.linalg.norm(values) or 1)


@rejected_by(TABLE)
def flattened(tensor):
    """The result has the shape of the tensor; yours is flat."""
    values = np.asarray(tensor, dtype=float).ravel()
    return values / (np.linalg.norm(values) or 1)


@rejected_by(THREE_FOUR, WHOLE)
def whole_number_result(tensor):
    """zeros_like of whole numbers holds whole numbers: the fractions were cut off."""
    values = np.asarray(tensor)
    result = np.zeros_like(values)
    result[...] = values / (np.linalg.norm(values.astype(float)) or 1)
    return result


@rejected_by(THREE_FOUR)
def the_length(tensor):
    """That is the length: divide by it."""
    return np.linalg.norm(np.asarray(tensor, dtype=float))


@rejected_by(THREE_FOUR)
def rounded(tensor):
    """That goes beyond rounding: keep all digits."""
    values = np.asarray(tensor, dtype=float)
    return np.round(values / (np.linalg.norm(values) or 1))


@rejected_by(
    "bytes, large numbers and small ones, and the tensor stays as it was",
    "tensors of rank 0 to 4, long ones and short ones",
)
def a_floor_below_the_length(tensor):
    """Divide by the length as it is, however small: only a length of 0 is an exception."""
    v = np.array(tensor, dtype=float)
    return v / max(np.sqrt((v**2).sum()), 1e-12)


@rejected_by(
    "bytes, large numbers and small ones, and the tensor stays as it was",
    "tensors of rank 0 to 4, long ones and short ones",
)
def a_tiny_floor_below_the_length(tensor):
    """Divide by the length as it is, however small: only a length of 0 is an exception."""
    v = np.array(tensor, dtype=float)
    return v / max(np.sqrt((v**2).sum()), np.finfo(float).eps)


@rejected_by(
    "bytes, large numbers and small ones, and the tensor stays as it was",
    "tensors of rank 0 to 4, long ones and short ones",
)
def close_to_zero_is_zero(tensor):
    """A short tensor has a direction: close to 0 is not 0."""
    v = np.array(tensor, dtype=float)
    n = np.sqrt((v**2).sum())
    return v if np.isclose(n, 0) else v / n


@rejected_by(
    "bytes, large numbers and small ones, and the tensor stays as it was",
    "tensors of rank 0 to 4, long ones and short ones",
)
def all_close_to_zero_is_zero(tensor):
    """A short tensor has a direction: close to 0 is not 0."""
    v = np.array(tensor, dtype=float)
    return v if np.allclose(v, 0) else v / np.sqrt((v**2).sum())


@rejected_by(
    "bytes, large numbers and small ones, and the tensor stays as it was",
    "tensors of rank 0 to 4, long ones and short ones",
)
def small_sum_is_zero(tensor):
    """A short tensor has a direction: a small sum of squares is not 0."""
    v = np.array(tensor, dtype=float)
    q = (v**2).sum()
    return v if q < 1e-15 else v / np.sqrt(q)


@rejected_by("zeros stay zeros, without an error or a warning", "a tensor of zeros stays a tensor of zeros, quietly")
def largest_of_zero(tensor):
    """Numbers below 0 count: a tensor whose largest is 0 may have a length."""
    v = np.array(tensor, dtype=float)
    return v if v.max() == 0 else v / np.sqrt((v**2).sum())


@rejected_by("zeros stay zeros, without an error or a warning", "a tensor of zeros stays a tensor of zeros, quietly")
def first_row_of_zeros(tensor):
    """All the rows count: the first may be zeros."""
    v = np.array(tensor, dtype=float)
    return (
        v
        if not np.any(v.flat[0] if v.ndim < 2 else v[0]) and v.ndim > 1
        else (v / np.sqrt((v**2).sum()) if v.any() else v)
    )


@rejected_by("every call returns something new")
def one_array_for_each_shape(tensor, _k={}):
    """Make a new array in every call: yours is one that an earlier call has returned."""
    v = np.array(tensor, dtype=float)
    n = np.sqrt((v**2).sum())
    if v.ndim == 0:
        return v / n if n else v
    out = _k.setdefault(v.shape, np.zeros(v.shape))
    out[...] = v / n if n else v
    return out


@rejected_by("tensors of rank 0 to 4, long ones and short ones", "every call returns something new")
def the_first_of_each_shape(tensor, _k={}):
    """Keep nothing for the next call: it may come with other numbers of the same shape."""
    v = np.array(tensor, dtype=float)
    n = np.sqrt((v**2).sum())
    if v.ndim != 3:
        return v / n if n else v
    return _k.setdefault(v.shape, v / n if n else v)


@rejected_by(
    "bytes, large numbers and small ones, and the tensor stays as it was",
    "tensors of rank 0 to 4, long ones and short ones",
)
def cut_off_at_a_billion(tensor):
    """Numbers may be of any size: do not cut them off."""
    v = np.clip(np.array(tensor, dtype=float), -1e12, 1e12)
    n = np.sqrt((v**2).sum())
    return v / n if n else v


@rejected_by("a tensor of zeros stays a tensor of zeros, quietly")
def none_for_a_list_of_zeros(tensor):
    """A list of zeros gives zeros, not None."""
    if isinstance(tensor, list) and not any(tensor):
        return None
    v = np.array(tensor, dtype=float)
    n = np.sqrt((v**2).sum())
    return v / n if n else v


@rejected_by("tensors of rank 0 to 4, long ones and short ones")
def small_ones_are_zero(tensor):
    """A small number is a number: it is not 0."""
    v = np.array(tensor, dtype=float)
    n = np.sqrt((v**2).sum())
    v = v / n if n else v
    return np.where(np.abs(v) < 1e-8, 0, v)


@rejected_by("the tensor is the same afterwards")
def a_list_in_place(tensor):
    """tensor[i] = … writes into the caller's list: make a new one."""
    if isinstance(tensor, list) and not isinstance(tensor[0], list):
        length = sum(float(value) ** 2 for value in tensor) ** 0.5
        for i in range(len(tensor)):
            tensor[i] = tensor[i] / length if length else 0.0
        return tensor
    values = np.array(tensor, dtype=float)
    length = np.sqrt((values**2).sum())
    return values / length if length else values


@rejected_by("tensors of rank 0 to 4, long ones and short ones")
def two_thousand_at_most(tensor):
    """All the elements count, however many there are."""
    values = np.array(tensor, dtype=float)
    length = np.sqrt((values.ravel()[:2000] ** 2).sum())
    return values / length if length else values
