"""The traits of people who do not exist, and of the scenes around them, chosen at random from a seed.

`SeededRandom` uses only `random.Random(seed).random()`, because Python guarantees that its numbers never change.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from drawing.brush import Colour, mixed, times

T = TypeVar("T")

SKINS: tuple[Colour, ...] = (
    (0.98, 0.86, 0.79), (0.95, 0.79, 0.69), (0.91, 0.72, 0.58), (0.84, 0.63, 0.47), (0.76, 0.54, 0.38),
    (0.66, 0.44, 0.30), (0.55, 0.36, 0.24), (0.44, 0.28, 0.19), (0.34, 0.21, 0.15),
)  # fmt: skip
HAIR: dict[str, Colour] = {
    "black": (0.09, 0.08, 0.09), "dark brown": (0.20, 0.13, 0.09), "brown": (0.36, 0.23, 0.14),
    "auburn": (0.48, 0.21, 0.11), "red": (0.72, 0.36, 0.16), "blond": (0.86, 0.69, 0.40), "grey": (0.62, 0.61, 0.61),
    "white": (0.88, 0.87, 0.85), "pink": (0.88, 0.45, 0.60), "teal": (0.16, 0.50, 0.52),
}  # fmt: skip
IRISES: tuple[Colour, ...] = (
    (0.30, 0.18, 0.09), (0.20, 0.12, 0.07), (0.42, 0.30, 0.14), (0.32, 0.43, 0.26), (0.30, 0.46, 0.62),
    (0.45, 0.52, 0.56),
)  # fmt: skip
CLOTHS: tuple[Colour, ...] = (
    (0.16, 0.22, 0.35), (0.62, 0.20, 0.20), (0.91, 0.88, 0.82), (0.20, 0.40, 0.34), (0.86, 0.62, 0.22),
    (0.30, 0.30, 0.33), (0.52, 0.35, 0.55), (0.36, 0.54, 0.68), (0.82, 0.52, 0.44), (0.12, 0.12, 0.14),
)  # fmt: skip
WALLS: tuple[Colour, ...] = (
    (0.78, 0.84, 0.88), (0.93, 0.86, 0.74), (0.55, 0.66, 0.60), (0.86, 0.70, 0.66), (0.30, 0.36, 0.46),
    (0.66, 0.62, 0.74), (0.95, 0.95, 0.93), (0.24, 0.27, 0.26), (0.87, 0.77, 0.46), (0.45, 0.62, 0.76),
    (0.09, 0.10, 0.13), (0.98, 0.98, 0.98), (0.14, 0.09, 0.10), (0.99, 0.95, 0.88), (0.06, 0.14, 0.16),
)  # fmt: skip
CURLY = ("afro", "curls", "twists")
COVERED = ("scarf", "turban", "beanie")


class SeededRandom:
    """Random numbers that are the same on every machine."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def chance(self, share: float) -> bool:
        """Return True with the probability `share`."""
        return self._random.random() < share

    def uniform(self, low: float, high: float) -> float:
        """Return a number from low to high."""
        return low + (high - low) * self._random.random()

    def mean_of_three(self, low: float, high: float) -> float:
        """Return the mean of three numbers from low to high, which is most often near the middle."""
        return (self.uniform(low, high) + self.uniform(low, high) + self.uniform(low, high)) / 3

    def choice(self, values: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """Return one of the values, with probabilities proportional to the weights."""
        weights = weights or [1.0] * len(values)
        remaining = self._random.random() * sum(weights)
        for value, weight in zip(values, weights, strict=True):
            remaining -= weight
            if remaining < 0:
                return value
        return values[-1]


@dataclass(frozen=True)
class Person:
    """The looks of a person. Lengths are in pixels of the finished picture, shares are from 0 to 1."""

    skin: Colour
    age: float  # 0 young, 1 old
    width: float  # half the head's width
    height: float  # half the head's height
    jaw: float  # share by which the chin is narrower
    eye: float  # size of the eyes, 1 in the middle
    tilt: float  # by which the outer corners rise
    iris: Colour
    lashes: float
    brow: float
    arch: float
    nose: float  # half its width
    nose_tip: float  # row
    mouth: float  # half its width
    smile: float
    open: float  # rows between the lips
    lip: float
    lip_colour: Colour
    blush: float
    freckles: tuple[tuple[float, float], ...]  # across and down the cheeks, each from -1 to 1
    hair: str
    hair_colour: Colour
    volume: float
    parting: float
    beard: str
    glasses: str
    frame: Colour
    earrings: bool
    clothes: str
    cloth: Colour
    covering: Colour


@dataclass(frozen=True)
class Scene:
    """The background, the light and the position of the head."""

    wall: str
    colours: tuple[Colour, Colour]
    light: tuple[float, float]  # from the left (-1) or right (1), from above (-1) or below
    bright: float
    warmth: float
    yaw: float
    slope: float
    scale: float
    shift: tuple[float, float]
    spots: tuple[tuple[float, float, float, float], ...]  # of the background: x, y, radius and a share


def random_scene(rng: SeededRandom) -> Scene:
    """Return a random scene."""
    first = rng.choice(WALLS)
    second = mixed(rng.choice(WALLS), times(first, rng.uniform(0.6, 0.95)), rng.uniform(0.4, 1))
    return Scene(
        wall=rng.choice(["plain", "lights", "horizon", "window", "stripes", "foliage"], [3, 2.5, 1.5, 1.5, 1, 2]),
        colours=(first, second),
        light=(rng.uniform(-1, 1), rng.uniform(-0.9, -0.1)),
        bright=rng.mean_of_three(0.78, 1.10),
        warmth=rng.mean_of_three(-0.10, 0.10),
        yaw=rng.mean_of_three(-1, 1),
        slope=rng.mean_of_three(-0.055, 0.055),
        scale=rng.mean_of_three(0.96, 1.04),
        shift=(rng.mean_of_three(-2, 2), rng.mean_of_three(-2, 2)),
        spots=tuple(
            (rng.uniform(-8, 186), rng.uniform(-8, 226), rng.uniform(8, 24), rng.uniform(0, 1)) for _ in range(40)
        ),
    )


def random_person(rng: SeededRandom) -> Person:
    """Return a random person. Some traits depend on each other, for example grey hair on age."""
    soft = rng.uniform(0, 1)  # how soft the features are
    age = rng.uniform(0, 1)
    tone = rng.uniform(0, len(SKINS) - 1.001)
    skin = mixed(SKINS[int(tone)], SKINS[int(tone) + 1], tone - int(tone))
    hair = _hair(rng, soft, age)
    lip = mixed(mixed(skin, (0.70, 0.26, 0.27), 0.42), (0.72, 0.10, 0.18), 0.6 if rng.chance(soft * 0.45) else 0.0)
    return Person(
        skin=skin,
        age=age,
        width=rng.mean_of_three(43.5, 50.5),
        height=rng.mean_of_three(62, 69),
        jaw=rng.mean_of_three(0.20, 0.36) + 0.06 * soft,
        eye=rng.mean_of_three(0.86, 1.14) + 0.05 * soft,
        tilt=rng.mean_of_three(-1.2, 2.2),
        iris=rng.choice(IRISES, [4, 4, 2, 1, 1, 1] if tone < 3 else [4, 5, 1, 0.3, 0.1, 0.1]),
        lashes=0.4 + 1.1 * soft,
        brow=rng.mean_of_three(1.3, 3.4) - 0.7 * soft,
        arch=rng.mean_of_three(1, 6),
        nose=rng.mean_of_three(8, 13) - soft,
        nose_tip=rng.mean_of_three(131, 138),
        mouth=rng.mean_of_three(15, 22),
        smile=rng.uniform(-0.15, 1),
        open=rng.choice([0.0, rng.uniform(1.5, 6)], [3, 2]),
        lip=rng.mean_of_three(2.6, 5.4) + soft,
        lip_colour=times(lip, 0.92),
        blush=rng.uniform(0, 0.24) * (1 if tone < 4 else 0.5),
        freckles=tuple(
            (rng.mean_of_three(-1, 1), rng.mean_of_three(-1, 1)) for _ in range(rng.choice([0, 36], [5, tone < 4]))
        ),
        hair=hair,
        hair_colour=_hair_colour(rng, tone, age),
        volume=rng.uniform(4, 11),
        parting=rng.uniform(-1, 1),
        beard="" if hair == "scarf" else _beard(rng, soft, age),
        glasses=rng.choice(["", "round", "square", "half"], [3 - age, 0.5, 0.5, 0.35]),
        frame=rng.choice([(0.10, 0.09, 0.10), (0.38, 0.22, 0.12), (0.60, 0.16, 0.18), (0.58, 0.54, 0.46)]),
        earrings=rng.chance(0.1 + 0.5 * soft),
        clothes=rng.choice(["crew", "vee", "collar", "roll", "hood"]),
        cloth=rng.choice(CLOTHS),
        covering=rng.choice(CLOTHS),
    )


def _hair(rng: SeededRandom, soft: float, age: float) -> str:
    styles = {
        "short": 2 - soft, "fringe": 1.2, "swept": 1.3, "bald": max(0.0, 0.9 * age - 0.7 * soft),
        "receding": max(0.0, 1.3 * age - soft), "cropped": 1.1 - 0.6 * soft, "afro": 0.6, "curls": 1.0, "twists": 0.4,
        "long": 2.4 * soft, "bob": 1.6 * soft, "bun": 1.2 * soft, "scarf": 0.9 * soft, "turban": 0.4 * (1 - soft),
        "beanie": 0.4,
    }  # fmt: skip
    return rng.choice(list(styles), list(styles.values()))


def _hair_colour(rng: SeededRandom, tone: float, age: float) -> Colour:
    fair = max(0.0, 1 - tone / 3.5)
    weights = (2 + tone, 2.5, 1.5 * fair + 0.3, 0.7 * fair, 0.8 * fair, 1.8 * fair, 0, 0, 0.15, 0.12)
    colour = HAIR[rng.choice(list(HAIR), weights)]
    if age > 0.55 and rng.chance((age - 0.45) * 1.7):
        return mixed(colour, HAIR[rng.choice(["grey", "white"])], rng.uniform(0.55, 1))
    return mixed(colour, HAIR["brown"], rng.uniform(0, 0.2))


def _beard(rng: SeededRandom, soft: float, age: float) -> str:
    if soft > 0.5:
        return ""
    return rng.choice(["", "stubble", "moustache", "goatee", "full"], [2.6, 0.9, 0.5 + 0.4 * age, 0.5, 1.1])
