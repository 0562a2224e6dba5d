"""Wrong answers to `my_transform`: what a machine can refuse; the rest a person marks."""

import numpy as np

from solutions import rejected_by

CONTRACT = "eight photos of 24 x 20 pixels, and three of 30 x 16: finite numbers, one result per picture"
REPEATABLE = "two calls give the same, another picture gives another result, and the batch stays as it was"
NEW = "it is none of the notebook's pictures, nor one in grey, brighter, darker or inverted"
OTHERS = "other numbers of pictures and other sizes"
DEPENDS = "the same again after other batches, and other pictures give another result"
ELSEWHERE = "on other batches too it is none of the notebook's pictures"
NUMPY = "the transformation itself is done with NumPy"


def _edges(batch):
    return np.abs(np.diff(batch.astype(float), axis=2))


@rejected_by(NEW, ELSEWHERE)
def the_batch_itself(batch):
    """That is the batch itself."""
    return batch.copy()


@rejected_by(NEW, ELSEWHERE)
def brighter(batch):
    """Only the brightness changed."""
    return 0.7 * batch + 40


@rejected_by(NEW, ELSEWHERE, NUMPY)
def wraps_round(batch):
    """The warm-up's mistake is no transformation: 156 + 100 is 0 in bytes."""
    return batch + np.uint8(100)


@rejected_by(NEW, ELSEWHERE, NUMPY)
def doubled_and_wrapped(batch):
    """Twice as bright, wrapped round at 256."""
    return batch * np.uint8(2) + np.uint8(7)


@rejected_by(NEW, ELSEWHERE, NUMPY)
def brighter_and_cut_off(batch):
    """Only the brightness changed; what is too bright is cut off."""
    return np.minimum(batch.astype(int) + 90, 255)


@rejected_by(NEW, ELSEWHERE, NUMPY)
def the_grey_pictures(batch):
    """The mean of the three channels is the picture in grey."""
    return batch.mean(axis=3)


@rejected_by(NEW, ELSEWHERE, NUMPY)
def grey_as_the_eye_sees_it(batch):
    """The channels weighed and added up are the picture in grey, also in three channels."""
    return np.repeat((batch @ np.array([0.299, 0.587, 0.114]))[..., np.newaxis], 3, axis=3)


@rejected_by(NEW, ELSEWHERE)
def inverted(batch):
    """255 - batch is the picture turned in contrast; do more."""
    return 255 - batch


@rejected_by(NEW, ELSEWHERE)
def each_to_its_own_range(batch):
    """Each picture with another contrast is still the picture."""
    low, high = batch.min(axis=(1, 2, 3), keepdims=True), batch.max(axis=(1, 2, 3), keepdims=True)
    return (batch - low.astype(float)) / np.maximum(high - low.astype(float), 1)


@rejected_by(NEW, ELSEWHERE)
def one_channel(batch):
    """That is a channel, which the notebook shows."""
    return batch[..., 1]


@rejected_by(NEW, ELSEWHERE)
def one_channel_in_all(batch):
    """That is a channel, three times."""
    return np.repeat(batch[..., :1], 3, axis=3)


@rejected_by(NEW, ELSEWHERE)
def minus_the_mean(batch):
    """The notebook subtracts the mean."""
    return batch - batch.mean(axis=0)


@rejected_by(NEW, ELSEWHERE)
def standardised_with_contrast(batch):
    """These are the standardised pictures with another contrast."""
    return 40 * (batch - batch.mean(axis=0)) / (batch.std(axis=0) + 1e-8) + 128


@rejected_by(NEW, ELSEWHERE)
def the_mean_again_and_again(batch):
    """That is the mean picture."""
    return np.repeat(batch.mean(axis=0)[np.newaxis], len(batch), axis=0)


@rejected_by(NEW, ELSEWHERE)
def the_deviation(batch):
    """That is the deviation."""
    return np.stack([batch.std(axis=0)] * len(batch))


@rejected_by(NEW, ELSEWHERE)
def the_map(batch):
    """That is the notebook's map of deviations."""
    return np.stack([batch.std(axis=0).mean(axis=2)] * len(batch))


@rejected_by(NEW, ELSEWHERE)
def laid_flat(batch):
    """The pictures in one row each are the pictures."""
    return batch.reshape(len(batch), -1)


@rejected_by(NEW, ELSEWHERE)
def too_weak_to_see(batch):
    """A filter too weak to see leaves the picture as it is."""
    result = batch.astype(float)
    result[:, :1] *= 0.999
    return result


@rejected_by(ELSEWHERE)
def new_on_one_batch(batch):
    """New on the public batch only."""
    return _edges(batch) if batch.shape[1:3] == (24, 20) else batch.copy()


@rejected_by(REPEATABLE, DEPENDS)
def not_repeatable(batch):
    """Two runs differ: seed your generator."""
    return batch + np.random.default_rng().normal(0, 60, batch.shape)


@rejected_by(DEPENDS)
def counts_its_calls(batch, seen=[]):
    """The result depends on what was transformed before."""
    if batch.shape not in seen:
        seen.append(batch.shape)
    return np.roll(batch, len(seen), axis=1)


@rejected_by(REPEATABLE, DEPENDS)
def in_place(batch):
    """The batch has changed: work on a copy."""
    batch[:, : batch.shape[1] // 2] = batch[:, batch.shape[1] - batch.shape[1] // 2 :][:, ::-1].copy()
    return batch


@rejected_by(DEPENDS)
def without_looking(batch):
    """The result must come from the pictures."""
    row, col = np.indices(batch.shape[1:3])
    return np.stack([np.sin(row / 5 + n) * np.cos(col / 7) for n in range(len(batch))])


@rejected_by(DEPENDS)
def the_first_again_and_again(batch):
    """One result per picture: this is that of the first one, N times."""
    return np.repeat(_edges(batch)[:1], len(batch), axis=0)


@rejected_by(CONTRACT, OTHERS)
def one_for_all(batch):
    """One result per picture: keep the first axis."""
    return _edges(batch).max(axis=0)


@rejected_by(CONTRACT, OTHERS)
def one_collage(batch):
    """One result per picture: the batch was laid side by side."""
    return np.concatenate(list(batch), axis=1)[np.newaxis][:, ::-1]


@rejected_by(CONTRACT)
def logs_of_zero(batch):
    """log(0) is minus infinity."""
    with np.errstate(all="ignore"):
        return np.log(_edges(batch))


@rejected_by(CONTRACT)
def all_the_same(batch):
    """All numbers are the same: nothing is to be seen."""
    return np.where(batch > 255, 1, 0)


@rejected_by(OTHERS)
def one_size_only(batch):
    """Pictures may have any size."""
    small = batch[:, :16, :16].reshape(len(batch), 8, 2, 8, 2, 3)
    return small.mean(axis=(2, 4))[:, ::-1]


@rejected_by(OTHERS)
def at_least_five(batch):
    """There may be three pictures, or one."""
    return np.stack([np.roll(batch[i], 5, axis=0) for i in range(max(5, len(batch)))])


@rejected_by(NUMPY)
def with_a_library(batch):
    """Use numpy for the transformation itself."""
    from PIL import Image, ImageFilter

    return np.stack([np.asarray(Image.fromarray(image).filter(ImageFilter.FIND_EDGES)) for image in batch])


@rejected_by(CONTRACT, OTHERS)
def nothing_returned(batch):
    """End with `return`."""
    _edges(batch)


@rejected_by("the same again after other batches, and other pictures give another result")
def kept_result(batch, _made={}):
    """You return an object that you have returned before: make a new one in every call."""
    key = batch.tobytes(), batch.shape
    if key not in _made:
        _made[key] = _edges(batch)
    return _made[key]


@rejected_by("the same again after other batches, and other pictures give another result")
def one_result_refilled(batch, _made={}):
    """Every call fills and returns the same array: what was returned before changes with it. Make a new one."""
    result = _edges(batch)
    kept = _made.setdefault((result.shape, str(result.dtype)), result)
    kept[...] = result
    return kept
