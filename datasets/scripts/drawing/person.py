"""People who do not exist: what a made-up person looks like, drawn by lot from a seed.

`Dice` uses `random.Random(seed).random()` alone, whose numbers Python promises never to change.
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


class Dice:
    """Draws by lot that come out the same on every machine."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def chance(self, share: float) -> bool:
        """True in `share` of all throws."""
        return self._random.random() < share

    def between(self, low: float, high: float) -> float:
        """A number from low to high."""
        return low + (high - low) * self._random.random()

    def middling(self, low: float, high: float) -> float:
        """A number from low to high that likes the middle: the mean of three throws."""
        return (self.between(low, high) + self.between(low, high) + self.between(low, high)) / 3

    def one_of(self, things: Sequence[T], weights: Sequence[float] | None = None) -> T:
        """One of the things, each with its weight."""
        weights = weights or [1.0] * len(things)
        left = self._random.random() * sum(weights)
        for thing, weight in zip(things, weights, strict=True):
            left -= weight
            if left < 0:
                return thing
        return things[-1]


@dataclass(frozen=True)
class Person:
    """How somebody looks. Lengths are in pixels of the finished picture, shares run from 0 to 1."""

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
    """Where somebody stands: what is behind, where the light comes from and how the head is held."""

    wall: str
    colours: tuple[Colour, Colour]
    light: tuple[float, float]  # from the left (-1) or right (1), from above (-1) or below
    bright: float
    warmth: float
    yaw: float
    slope: float
    scale: float
    shift: tuple[float, float]
    spots: tuple[tuple[float, float, float, float], ...]  # what is scattered about: x, y, radius and a share


def scene(dice: Dice) -> Scene:
    """Return a scene drawn by lot."""
    first = dice.one_of(WALLS)
    second = mixed(dice.one_of(WALLS), times(first, dice.between(0.6, 0.95)), dice.between(0.4, 1))
    return Scene(
        wall=dice.one_of(["plain", "lights", "horizon", "window", "stripes", "foliage"], [3, 2.5, 1.5, 1.5, 1, 2]),
        colours=(first, second),
        light=(dice.between(-1, 1), dice.between(-0.9, -0.1)),
        bright=dice.middling(0.78, 1.10),
        warmth=dice.middling(-0.10, 0.10),
        yaw=dice.middling(-1, 1),
        slope=dice.middling(-0.055, 0.055),
        scale=dice.middling(0.96, 1.04),
        shift=(dice.middling(-2, 2), dice.middling(-2, 2)),
        spots=tuple(
            (dice.between(-8, 186), dice.between(-8, 226), dice.between(8, 24), dice.between(0, 1)) for _ in range(40)
        ),
    )


def person(dice: Dice) -> Person:
    """Return a person drawn by lot: traits go together as they often do, and sometimes not."""
    soft = dice.between(0, 1)  # how soft the features are
    age = dice.between(0, 1)
    tone = dice.between(0, len(SKINS) - 1.001)
    skin = mixed(SKINS[int(tone)], SKINS[int(tone) + 1], tone - int(tone))
    hair = _hair(dice, soft, age)
    lip = mixed(mixed(skin, (0.70, 0.26, 0.27), 0.42), (0.72, 0.10, 0.18), 0.6 if dice.chance(soft * 0.45) else 0.0)
    return Person(
        skin=skin,
        age=age,
        width=dice.middling(43.5, 50.5),
        height=dice.middling(62, 69),
        jaw=dice.middling(0.20, 0.36) + 0.06 * soft,
        eye=dice.middling(0.86, 1.14) + 0.05 * soft,
        tilt=dice.middling(-1.2, 2.2),
        iris=dice.one_of(IRISES, [4, 4, 2, 1, 1, 1] if tone < 3 else [4, 5, 1, 0.3, 0.1, 0.1]),
        lashes=0.4 + 1.1 * soft,
        brow=dice.middling(1.3, 3.4) - 0.7 * soft,
        arch=dice.middling(1, 6),
        nose=dice.middling(8, 13) - soft,
        nose_tip=dice.middling(131, 138),
        mouth=dice.middling(15, 22),
        smile=dice.between(-0.15, 1),
        open=dice.one_of([0.0, dice.between(1.5, 6)], [3, 2]),
        lip=dice.middling(2.6, 5.4) + soft,
        lip_colour=times(lip, 0.92),
        blush=dice.between(0, 0.24) * (1 if tone < 4 else 0.5),
        freckles=tuple(
            (dice.middling(-1, 1), dice.middling(-1, 1)) for _ in range(dice.one_of([0, 36], [5, tone < 4]))
        ),
        hair=hair,
        hair_colour=_hair_colour(dice, tone, age),
        volume=dice.between(4, 11),
        parting=dice.between(-1, 1),
        beard="" if hair == "scarf" else _beard(dice, soft, age),
        glasses=dice.one_of(["", "round", "square", "half"], [3 - age, 0.5, 0.5, 0.35]),
        frame=dice.one_of([(0.10, 0.09, 0.10), (0.38, 0.22, 0.12), (0.60, 0.16, 0.18), (0.58, 0.54, 0.46)]),
        earrings=dice.chance(0.1 + 0.5 * soft),
        clothes=dice.one_of(["crew", "vee", "collar", "roll", "hood"]),
        cloth=dice.one_of(CLOTHS),
        covering=dice.one_of(CLOTHS),
    )


def _hair(dice: Dice, soft: float, age: float) -> str:
    styles = {
        "short": 2 - soft, "fringe": 1.2, "swept": 1.3, "bald": max(0.0, 0.9 * age - 0.7 * soft),
        "receding": max(0.0, 1.3 * age - soft), "cropped": 1.1 - 0.6 * soft, "afro": 0.6, "curls": 1.0, "twists": 0.4,
        "long": 2.4 * soft, "bob": 1.6 * soft, "bun": 1.2 * soft, "scarf": 0.9 * soft, "turban": 0.4 * (1 - soft),
        "beanie": 0.4,
    }  # fmt: skip
    return dice.one_of(list(styles), list(styles.values()))


def _hair_colour(dice: Dice, tone: float, age: float) -> Colour:
    fair = max(0.0, 1 - tone / 3.5)
    weights = (2 + tone, 2.5, 1.5 * fair + 0.3, 0.7 * fair, 0.8 * fair, 1.8 * fair, 0, 0, 0.15, 0.12)
    colour = HAIR[dice.one_of(list(HAIR), weights)]
    if age > 0.55 and dice.chance((age - 0.45) * 1.7):
        return mixed(colour, HAIR[dice.one_of(["grey", "white"])], dice.between(0.55, 1))
    return mixed(colour, HAIR["brown"], dice.between(0, 0.2))


def _beard(dice: Dice, soft: float, age: float) -> str:
    if soft > 0.5:
        return ""
    return dice.one_of(["", "stubble", "moustache", "goatee", "full"], [2.6, 0.9, 0.5 + 0.4 * age, 0.5, 1.1])
