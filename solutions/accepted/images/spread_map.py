"""Right answers to `spread_map` in other styles."""

import numpy as np


def channel_by_channel(batch):
    """The deviations of each channel, added up and divided by how many there are."""
    maps = [np.std(batch[..., c].astype(float), axis=0) for c in range(batch.shape[-1])]
    return sum(maps) / len(maps)


def from_the_end(batch):
    """The last axis is the channels'."""
    return np.mean(np.sqrt(np.mean((batch - np.mean(batch, axis=0)) ** 2, axis=0)), axis=-1)


def single_precision(batch):
    """float32 is precise enough here."""
    return batch.astype("float32").std(0).mean(-1).tolist()


def by_einsum(batch):
    """einsum adds up over the channels."""
    return np.einsum("hwc->hw", batch.std(axis=0)) / batch.shape[3]
