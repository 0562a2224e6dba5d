"""Wrong answers to `channels_first`."""

import numpy as np

from solutions import rejected_by

SMALL = "a batch of shape (2, 3, 4, 3) becomes (2, 3, 3, 4)"
PLACES = "every number is at its new place"
SQUARES = "square pictures, and a batch whose axes all have length 3"
THIN = "one picture, one channel or four, and the batch stays as it was"
ONE_OF_EACH = "one picture with one channel, in floats, and the batch stays as it was"


@rejected_by(SMALL, PLACES, SQUARES)
def reshaped(batch):
    """reshape only counts the numbers off anew: use transpose or np.moveaxis."""
    n, height, width, channels = batch.shape
    return batch.reshape(n, channels, height, width)


@rejected_by(SMALL, PLACES, SQUARES)
def on_their_side(batch):
    """Your pictures lie on their side: height and width are exchanged."""
    return batch.transpose(0, 3, 2, 1)


@rejected_by(PLACES, SQUARES, ONE_OF_EACH)
def swapped(batch):
    """swapaxes(1, 3) also moves the height to the end: the pictures lie on their side."""
    return np.swapaxes(batch, 1, 3)


@rejected_by(SMALL, PLACES, SQUARES)
def channels_before_all(batch):
    """The batch axis stays the first one."""
    return np.moveaxis(batch, 3, 0)


@rejected_by(SMALL, PLACES)
def turned_round(batch):
    """.T turns all four axes round."""
    return batch.T


@rejected_by(SMALL, PLACES, SQUARES)
def unchanged(batch):
    """No axis has moved."""
    return batch


@rejected_by(SMALL, PLACES, SQUARES)
def backwards(batch):
    """The channels keep their order: red first."""
    return batch[..., ::-1].transpose(0, 3, 1, 2)


@rejected_by(THIN, ONE_OF_EACH)
def one_picture_without_axis(batch):
    """A batch of one picture keeps its first axis."""
    return np.squeeze(batch.transpose(0, 3, 1, 2))


@rejected_by(THIN, ONE_OF_EACH)
def three_channels_only(batch):
    """There may be one channel, or four."""
    return np.stack([batch[..., 0], batch[..., 1], batch[..., 2]], axis=1)


@rejected_by(SQUARES, ONE_OF_EACH)
def guesses_by_shape(batch):
    """The shape does not tell you which axis is which: the contract does."""
    if batch.shape[1] == 3:
        return batch
    return batch.transpose(0, 3, 1, 2)


@rejected_by(PLACES)
def first_picture_only(batch):
    """Every picture of the batch, not one of them again and again."""
    moved = batch.transpose(0, 3, 1, 2)
    return np.repeat(moved[:1], len(batch), axis=0)


@rejected_by(THIN, ONE_OF_EACH)
def into_bytes(batch):
    """The values stay what they are: floats are not cut off."""
    result = np.zeros((batch.shape[0], batch.shape[3], *batch.shape[1:3]), dtype=np.uint8)
    for c in range(batch.shape[3]):
        result[:, c] = batch[..., c]
    return result


@rejected_by(THIN, ONE_OF_EACH)
def blackens_the_batch(batch):
    """The batch that you were given is all black now: leave it alone."""
    result = batch.transpose(0, 3, 1, 2).copy()
    batch[:] = 0
    return result


_made: dict[tuple[int, ...], np.ndarray] = {}


@rejected_by(PLACES)
def remembers_by_shape(batch):
    """Another batch of the same size is another batch: keep nothing between calls."""
    if batch.shape not in _made:
        _made[batch.shape] = batch.transpose(0, 3, 1, 2).copy()
    return _made[batch.shape]


@rejected_by("every call makes something new")
def kept_result(batch, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = batch.tobytes(), batch.shape
    if key not in _made:
        _made[key] = batch.transpose(0, 3, 1, 2).copy()
    return _made[key]


@rejected_by("every call makes something new")
def one_result_refilled(batch, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = batch.transpose(0, 3, 1, 2).copy()
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept
