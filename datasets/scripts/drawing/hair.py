"""Draw hair, beards, scarves and hats."""

from __future__ import annotations

import numpy as np

from drawing.brush import Canvas, Colour, disc, egg_distance, fade, glow, mixed, stroke, times, waves
from drawing.person import COVERED, CURLY, Person, Scene

CROWN = 106.0  # row of the middle of the skull


def draw_behind(c: Canvas, person: Person, head: float) -> None:
    """Draw the hair that hangs or stands behind the head."""
    dark = times(person.hair_colour, 0.62)
    a, v = person.width, person.volume
    if person.hair == "long":
        shape = np.maximum(egg_distance(c, head, 112, a + v + 5, 74), 0)
        fall = np.maximum(np.abs(c.x - head) - a - v - 3 - 1.5 * waves(c.y / 46), 112 - c.y)
        c.paint(fade(np.minimum(shape, fall)), _strands(c, dark, head))
    elif person.hair == "bob":
        fall = np.maximum(np.abs(c.x - head) - a - v - 2, np.maximum(112 - c.y, c.y - 172 - v))
        c.paint(fade(np.minimum(egg_distance(c, head, 108, a + v + 3, 68), fall), 1.2), _strands(c, dark, head))
    elif person.hair == "bun":
        c.paint(disc(c, head + 4 * person.parting, 34, 21, 18), _strands(c, times(person.hair_colour, 0.85), head))
    elif person.hair == "afro":
        _fluff(c, head, 98, a + 16 + v, 68 + v * 0.6, person.hair_colour)
    elif person.hair == "curls":
        _fluff(c, head, 108, a + 8 + v * 0.6, 66 + v * 0.4, times(person.hair_colour, 0.85))
    elif person.hair == "twists":
        for i in range(12):
            side, out = (-1, 1)[i % 2], i // 2
            lock = (
                (head + side * (a - 14), 66),
                (head + side * (a + 14 + 1.5 * v - 4 * out), 96 + 6 * out),
                (head + side * (a + 7 - 3.4 * out), 150 + 8 * (i * 5 % 4) + v),
            )
            c.paint(stroke(c, lock, (6, 5.5, 3.5)), times(person.hair_colour, 0.66 + 0.12 * (i % 3)))


def draw_hair(c: Canvas, person: Person, scene: Scene, head: float) -> None:
    """Draw the hair on the head, or what covers it."""
    if person.hair in COVERED:
        _covering(c, person, scene, head)
    elif person.hair != "bald":
        cover = _cap(c, person, head)
        colour = _strands(c, person.hair_colour, head)
        c.paint(cover, colour)
        if person.hair in CURLY:
            _curls(c, person, head, cover)
        shine = glow(c, head + 16 * scene.light[0], 62, 40, 13)
        c.paint(shine * cover, mixed(person.hair_colour, (1, 0.95, 0.88), 0.6), 0.34)
    else:
        c.light(glow(c, head + 14 * scene.light[0], 70, 20, 10), 0.22)


def _cap(c: Canvas, person: Person, head: float) -> np.ndarray:
    """Return the coverage of the hair in front: the skull without the opening for the face."""
    a, v, side = person.width, person.volume, 1 if person.parting > 0 else -1
    row, wide, high, tilt, low = {  # of the opening: middle row, half axes, tilt; last row of the hair
        "short": (140.0, a - 3.0, 62.0, 0.06, 120.0),
        "fringe": (150.0, a - 3.5, 57.0, 0.0, 122.0),
        "swept": (141.0, a - 2.0, 62.0, 0.30, 118.0),
        "cropped": (136.0, a - 1.5, 64.0, 0.0, 112.0),
        "receding": (122.0, a - 0.5, 66.0, 0.0, 122.0),
        "afro": (141.0, a - 4.0, 62.0, 0.0, 128.0),
        "curls": (142.0, a - 5.0, 58.0, 0.10, 140.0),
        "twists": (141.0, a - 3.0, 63.0, 0.0, 128.0),
        "long": (142.0, a - 5.0, 66.0, 0.22, 190.0),
        "bob": (144.0, a - 6.5, 62.0 - 5 * abs(person.parting), 0.10, 172.0),
        "bun": (136.0, a - 1.0, 66.0, 0.0, 112.0),
    }[person.hair]
    thick = {"cropped": 1.0, "bun": 1.5, "receding": 1.5, "short": v * 0.7}.get(person.hair, v)
    skull = egg_distance(c, head, CROWN, a + 1.5 + thick * 0.5, 56 + thick)
    lean = tilt * side * (c.x - head)
    opening = egg_distance(Canvas(c.picture, c.x, c.y + lean), head, row, wide, high)
    if person.hair in ("short", "receding", "cropped"):  # corners at the temples
        across, down = np.square((c.x - head) / (wide - 1)), np.square((c.y + lean - row) / (high - 4))
        opening = np.minimum(opening, (np.sqrt(np.sqrt(across * across + down * down)) - 1) * (wide + high) / 2)
    edge = 1.0 + 0.8 * (person.hair in CURLY)
    if person.hair in ("long", "bob"):  # falls beside the face, and widens towards the shoulders
        beside = np.abs(c.x - head) - a - thick * 0.8 - 3 - 1.2 * waves(c.y / 40)
        skull = np.minimum(skull, np.maximum(beside, 104 - c.y))
        return fade(np.maximum(skull, -opening), edge) * fade(c.y - low, 3)
    return fade(np.maximum(skull, -opening), edge) * fade(c.y - low, 6)


def _strands(c: Canvas, colour: Colour, head: float) -> np.ndarray:
    """Return a colour with light and dark bands from the parting outwards, darker further down."""
    across = (c.x - head) / 50
    bend = across * (1 + 0.4 * (c.y - 60) / 100)
    bands = waves(bend * 3.1) * 0.6 + waves(bend * 7.3 + 0.2) * 0.4
    shade = 0.98 + 0.13 * bands - 0.0022 * (c.y - 90)
    picture = np.empty((*c.x.shape, 3))
    for channel in range(3):
        picture[:, :, channel] = np.clip((colour[channel] + 0.015) * shade, 0, 1)
    return picture


def _fluff(c: Canvas, x: float, y: float, a: float, b: float, colour: Colour) -> None:
    """Draw a soft mass of curls: an ellipse with small discs along its edge, some lighter."""
    c.paint(disc(c, x, y, a - 3, b - 3, 2), times(colour, 0.8))
    for i in range(104):  # points on the ellipse without sine and cosine: t from -1 to 1 on each of four quarter turns
        t = (i % 26) / 13 - 1
        s = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
        u, v = ((s[0], s[1]), (-s[1], s[0]), (-s[0], -s[1]), (s[1], -s[0]))[i // 26]
        ring = 0.95 - 0.03 * (i * 7 % 5) - 0.30 * (i % 3 == 0)
        spot = _near(c, x + u * a * ring, y + v * b * ring, 9)
        spot.paint(disc(spot, x + u * a * ring, y + v * b * ring, 7.5, 7, 2), times(colour, 0.80 + 0.08 * (i * 3 % 4)))


def _curls(c: Canvas, person: Person, head: float, cover: np.ndarray) -> None:
    """Draw lighter and darker locks on curly hair."""
    a, top = person.width + person.volume, CROWN - 56 - person.volume
    size = 8.0 if person.hair != "curls" else 11.0
    soft = Canvas(np.repeat(cover[:, :, np.newaxis], 3, axis=2), c.x, c.y)
    for i in range(150):  # evenly spread: the fractional parts of multiples of two irrational numbers
        x = head - a + 2 * a * (i * 0.7548776662 % 1)
        y = top + 90 * (i * 0.5698402910 % 1)
        lock, thick = _near(c, x, y, size), _near(soft, x, y, size).picture[:, :, 0]
        bright = mixed(person.hair_colour, (0.80, 0.66, 0.52), 0.20)
        lock.paint(
            thick * glow(lock, x, y, size, size * 0.8), bright if i % 2 else times(person.hair_colour, 0.6), 0.55
        )


def _near(c: Canvas, x: float, y: float, r: float) -> Canvas:
    return c.part(x - r, x + r, y - r, y + r)


def _covering(c: Canvas, person: Person, scene: Scene, head: float) -> None:
    a, cloth = person.width, person.covering
    folds = (
        1
        + 0.05 * waves((c.y + 0.6 * np.abs(c.x - head) + 9 * waves(c.x / 130)) / 34)
        - 0.002 * (c.x - head) * -scene.light[0]
    )
    picture = np.clip(np.asarray(cloth) * folds[:, :, np.newaxis], 0, 1)
    if person.hair == "scarf":
        around = np.minimum(egg_distance(c, head, 112, a + 10, 72), egg_distance(c, 89, 205, 58, 48))
        opening = egg_distance(c, head, 127, a - 3.5, 56, 0.16)
        c.paint(fade(np.maximum(around, -opening)), picture)
        c.light(fade(np.abs(opening - 2) - 2, 2) * fade(-opening), -0.22)
        tuck = ((head - 34, 172), (head + 4, 198), (head + 42, 176))
        c.light(stroke(c, tuck, (0.6, 2.0, 0.8)), -0.25)
    elif person.hair == "turban":
        around = egg_distance(c, head, 70, a + 11, 46)
        c.paint(fade(np.maximum(around, c.y - 88 + np.square((c.x - head) / 30) * -9)), picture)
        for i in range(5):
            wrap = ((head - a - 8, 84 - 9 * i), (head - 6 + 5 * i, 92 - 15 * i), (head + a + 8, 70 - 7 * i))
            c.light(stroke(c, wrap, (0.6, 1.1, 0.6)) * fade(around + 2), -0.22)
    else:
        around = egg_distance(c, head, 84, a + 4, 56)
        c.paint(fade(np.maximum(around, c.y - 84)), picture)
        c.light(fade(np.maximum(around, c.y - 84)) * np.maximum(0, waves(c.x / 7)), -0.10)
        band = np.maximum(np.abs(c.y - 82 + np.square((c.x - head) / 50) * 4) - 9, np.abs(c.x - head) - a - 4)
        c.paint(fade(band), times(cloth, 0.82))
        c.light(fade(band) * np.maximum(0, waves(c.x / 5)), -0.14)


def draw_beard(c: Canvas, person: Person, head: float, row: float) -> None:
    """Draw the beard over the skin, before the mouth."""
    if not person.beard:
        return
    low = c.part(30, 148, 120, 200)
    face = egg_distance(low, head, 122, person.width + 0.5, person.height + 1.5, person.jaw)
    lips = egg_distance(
        low, 89, row + 1.5 + person.open / 2, person.mouth + 0.5, 3.0 + person.lip * 0.5 + person.open / 2
    )
    colour = _strands(low, mixed(times(person.hair_colour, 0.85), (0.12, 0.09, 0.08), 0.25), head)
    lip = np.maximum(
        np.abs(low.x - 89) - person.mouth - 4, np.abs(low.y - row + 9 - np.square((low.x - 89) / 15) * 3) - 4.5
    )
    if person.beard == "moustache":
        low.paint(fade(lip, 1.5), colour, 0.9)
        return
    cheek = 141 - 0.012 * np.square(low.x - head) * np.abs(low.x - head) / 30
    full = np.maximum(face, cheek - low.y)
    if person.beard == "goatee":
        full = np.maximum(egg_distance(low, 89, 166, 21, 24), -lips)
        full = np.maximum(np.minimum(full, lip), face - 1)
        low.paint(fade(full, 1.6), colour, 0.9)
    elif person.beard == "stubble":
        low.paint(fade(np.maximum(full, -lips), 5), colour, 0.26)
    else:
        low.paint(fade(np.maximum(full, -lips), 1.8), colour, 0.93)
