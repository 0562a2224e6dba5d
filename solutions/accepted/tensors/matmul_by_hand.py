"""Right answers to `matmul_by_hand` in other styles."""

import numpy as np


def nested_lists(a, b):
    """Lists of lists, with zip(*b) for the columns."""
    a, b = np.asarray(a).tolist(), np.asarray(b).tolist()
    if len(a[0]) != len(b):
        raise ValueError("the inner sizes differ")
    columns = list(zip(*b, strict=True))
    return [[sum(x * y for x, y in zip(row, column, strict=True)) for column in columns] for row in a]


def row_by_column(a, b):
    """One dot product for each entry."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"{a.shape} and {b.shape}")
    out = np.empty((a.shape[0], b.shape[1]))
    for i, row in enumerate(a):
        for j, column in enumerate(b.T):
            out[i, j] = np.sum(row * column)
    return out


def sum_of_outer_products(a, b):
    """One outer product for each inner place, added up."""
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    if len(a.T) != len(b):
        raise ValueError("the inner sizes differ")
    return sum(np.outer(a[:, q], b[q]) for q in range(len(b)))


def by_einsum(a, b):
    """einsum says the formula as it stands."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape[-1] != b.shape[0]:
        raise ValueError("the inner sizes differ")
    return np.einsum("iq,qj->ij", a, b)


def a_third_axis(a, b):
    """All products at once on a third axis, which is then summed."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape[1] != b.shape[0]:
        raise ValueError("the inner sizes differ")
    return (a[:, :, None] * b[None]).sum(axis=1)


def numbers_in_a_dict(a, b):
    """Entries gathered one by one, then laid out."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    (n, k), (rows, m) = np.shape(a), np.shape(b)
    if k != rows:
        raise ValueError("the inner sizes differ")
    entries = {}
    for q in range(k):
        for i in range(n):
            for j in range(m):
                entries[i, j] = entries.get((i, j), 0.0) + float(a[i, q]) * float(b[q, j])
    return np.array([entries[place] for place in np.ndindex(n, m)]).reshape(n, m)


def a_row_at_a_time(a, b):
    """Each row of the product is a weighted sum of b's rows."""
    a, b = np.array(a, dtype=float), np.array(b, dtype=float)
    if a.shape[1] != b.shape[0]:
        raise ValueError("these do not fit")
    rows = []
    for weights in a:
        row = np.zeros(b.shape[1])
        for weight, other in zip(weights, b, strict=True):
            row = row + weight * other
        rows.append(row)
    return rows
