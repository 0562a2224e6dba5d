"""Right answers to `standardise` in other styles."""

import numpy as np


def with_a_mask(batch):
    """Only where something varies, there is something to divide."""
    floats = batch.astype(float)
    difference, std = floats - np.mean(floats, axis=0), np.std(floats, axis=0)
    result = np.zeros(batch.shape)
    varies = std > 0
    result[:, varies] = difference[:, varies] / std[varies]
    return result


def with_a_small_number(batch):
    """The customary small number in the denominator."""
    return (batch - batch.mean(axis=0)) / (batch.std(axis=0) + 1e-8)


def with_divide(batch):
    """np.divide, where there is something to divide by."""
    std = np.broadcast_to(batch.std(axis=0), batch.shape)
    return np.divide(batch - batch.mean(axis=0), std, out=np.zeros(batch.shape), where=std != 0)


def picture_by_picture(batch):
    """One picture after the other, as lists."""
    mean, std = batch.mean(axis=0), batch.std(axis=0)
    std[std == 0] = np.inf
    return [((image - mean) / std).tolist() for image in batch]
