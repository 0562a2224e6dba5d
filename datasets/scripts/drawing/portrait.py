"""A portrait: a person in a scene becomes a picture (218, 178, 3) of bytes.

The faces lie as in aligned collections of photographs: the eyes about (111, 69) and (111, 109), the mouth about
(152, 89), each within some pixels, so that the mean of many portraits is a face again.
"""

from __future__ import annotations

import numpy as np

from drawing.brush import (
    Canvas,
    Colour,
    blank,
    disc,
    egg_distance,
    fade,
    glow,
    mixed,
    reduced,
    stroke,
    times,
)
from drawing.features import EYE_ROW, EYES, MIDDLE, MOUTH_ROW, draw_brow, draw_eye, draw_glasses, draw_mouth, draw_nose
from drawing.hair import draw_beard, draw_behind, draw_hair
from drawing.person import Person, Scene
from drawing.wall import draw_wall

HEIGHT, WIDTH = 218, 178
HEAD_ROW = 122.0


def portrait(who: Person, where: Scene) -> np.ndarray:
    """Return the picture."""
    whole = blank(HEIGHT, WIDTH)
    draw_wall(whole, where)
    c = whole.turned(MIDDLE, EYE_ROW, where.shift, where.slope, where.scale)
    head = MIDDLE - 3.5 * where.yaw
    draw_behind(c, who, head)
    _body(c, who, where)
    _ears(c, who, where, head)
    skin = _lit(c, who.skin, where, head, who)
    _neck(c, who, where)
    c.paint(fade(egg_distance(c, head, HEAD_ROW, who.width, who.height, who.jaw)), skin)
    _complexion(c, who, where, head)
    draw_beard(c, who, head, MOUTH_ROW)
    draw_nose(c, who, where)
    draw_mouth(c, who, where)
    for column, side in EYES:
        draw_eye(c, who, column + 1.2 * where.yaw, side)
        draw_brow(c, who, column + 1.4 * where.yaw, side)
    draw_hair(c, who, where, head)
    draw_glasses(c, who, where, head)
    _tint(whole, where)
    return reduced(whole)


def _lit(c: Canvas, skin: Colour, where: Scene, head: float, who: Person) -> np.ndarray:
    """The skin, lit as an egg is: by the angle between its surface and the light."""
    u, v = (c.x - head) / (who.width * 1.12), (c.y - HEAD_ROW + 4) / (who.height * 1.1)
    z = np.sqrt(np.maximum(0.06, 1 - u * u - v * v))
    across, down = where.light
    length = (across * across + down * down + 1.6) / 1.5
    lit = (u * across + v * down + 1.25 * z) / length
    shade = 0.66 + 0.36 * lit
    picture = np.empty((*c.x.shape, 3))
    for channel, depth in enumerate((0.85, 1.0, 1.06)):  # shadows on skin are warm
        picture[:, :, channel] = skin[channel] * (1 + (shade - 1) * depth)
    return np.clip(picture, 0, 1)


def _body(c: Canvas, who: Person, where: Scene) -> None:
    low = c.part(-10, 190, 165, 230)
    shoulders = fade(egg_distance(low, MIDDLE, 252, 92, 62))
    cloth = np.empty((*low.x.shape, 3))
    slope = 1 - 0.0035 * np.abs(low.x - MIDDLE + 30 * where.light[0]) + 0.004 * (205 - low.y)
    for channel in range(3):
        cloth[:, :, channel] = np.clip(who.cloth[channel] * slope, 0, 1)
    low.paint(shoulders, cloth)
    if who.clothes == "hood":
        low.paint(stroke(low, ((42, 222), (46, 190), (72, 186)), (7, 8, 5)), times(who.cloth, 0.8))
        low.paint(stroke(low, ((136, 222), (132, 190), (106, 186)), (7, 8, 5)), times(who.cloth, 0.8))


def _neck(c: Canvas, who: Person, where: Scene) -> None:
    low = c.part(30, 150, 160, 230)
    wide = 25 + (who.width - 43) * 0.5
    column = fade(np.abs(low.x - MIDDLE) - wide - np.maximum(0, low.y - 186) * 0.25)
    opening = {"crew": 207.0, "vee": 216.0, "collar": 212.0, "roll": 190.0, "hood": 209.0}[who.clothes]
    if who.clothes == "vee":
        edge = low.y + np.abs(low.x - MIDDLE) * 0.75 - opening
    else:
        edge = low.y - opening + np.square((low.x - MIDDLE) / 30) * 9
    bare = column * fade(edge, 1.2)
    tone = times(who.skin, 0.78 + 0.05 * where.light[1])
    low.paint(bare, tone)
    if who.clothes == "roll":
        low.paint(fade(np.abs(low.x - MIDDLE) - wide - 4) * fade(188 - low.y, 2), times(who.cloth, 0.92))
        low.light(fade(np.abs(low.y - 199) - 0.5) * fade(np.abs(low.x - MIDDLE) - wide - 3), -0.12)
    elif who.clothes == "collar":
        pale = mixed(who.cloth, (1, 1, 1), 0.35)
        for side in (-1, 1):
            flap = np.maximum(
                side * (low.x - MIDDLE) - wide - 10, np.abs(low.y - 204 + side * (low.x - MIDDLE) * 0.7 - 20) - 7
            )
            low.paint(fade(flap), pale)
    elif who.clothes in ("crew", "vee"):
        low.light(column * fade(np.abs(edge - 2.5) - 1.2), -0.2)
    under = np.maximum(0, 1 - np.maximum(0, low.y - 180) / 26) * bare
    low.light(under, -0.38)


def _ears(c: Canvas, who: Person, where: Scene, head: float) -> None:
    if who.hair in ("scarf", "bob", "long"):
        return
    for side in (-1, 1):
        x = head + side * (who.width + 0.5 - side * where.yaw * 1.5)
        ear = c.part(x - 12, x + 12, 98, 145)
        ear.paint(disc(ear, x, 121, 6.5, 13), times(who.skin, 0.86 + 0.1 * side * where.light[0]))
        ear.light(disc(ear, x + side * 0.5, 121, 3.2, 8, 1.6), -0.22)
        if who.earrings:
            ear.paint(disc(ear, x, 136, 2.2, 2.2), (0.93, 0.80, 0.45))


def _complexion(c: Canvas, who: Person, where: Scene, head: float) -> None:
    """What makes an egg a face: cheeks, eye sockets, temples, a forehead that shines, and the years."""
    across, down = where.light
    face = c.part(35, 143, 55, 195)
    inside = fade(egg_distance(face, head, HEAD_ROW, who.width, who.height, who.jaw))
    rim = fade(-egg_distance(face, head, HEAD_ROW, who.width - 4, who.height - 4, who.jaw), 9) * inside
    face.light(rim, -0.13)
    for column, side in EYES:
        face.light(glow(face, column - side, EYE_ROW - 2, 19, 13) * inside, -0.16)
        face.paint(glow(face, column + side * 7, 136, 17, 13) * inside, (0.86, 0.36, 0.33), who.blush)
        face.light(glow(face, column + side * 5, 127, 15, 9) * inside, 0.05 + 0.10 * max(0.0, side * across))
        if who.age > 0.55:
            years = (who.age - 0.45) * 0.62
            bag = ((column - 9, EYE_ROW + 8), (column, EYE_ROW + 13), (column + 9, EYE_ROW + 8))
            face.light(stroke(face, bag, (0.2, 0.9, 0.2)), -years * 0.6)
            fold = ((89 + side * 15, 138), (89 + side * 22, 143), (89 + side * 24, 154))
            face.light(stroke(face, fold, (0.0, 1.1, 0.0)), -years * 0.6)
            foot = ((column + side * 14, 113), (column + side * 18, 112), (column + side * 21, 109))
            face.light(stroke(face, foot, (0.3, 0.5, 0.0)), -years * 0.5)
    face.light(glow(face, head + 12 * across, 84, 30, 20) * inside, 0.10 - 0.06 * down)
    face.light(glow(face, head, 182, 17, 10) * inside, 0.06)
    if who.age > 0.7:
        for row in (80, 86, 92):
            line = ((head - 20, row + 1), (head, row - 2), (head + 20, row + 1))
            face.light(stroke(face, line, (0.1, 0.7, 0.1)), -(who.age - 0.5) * 0.3)
    for across, down in who.freckles:
        x, y = MIDDLE + across * 42, 131 + down * 15
        dot = c.part(x - 2, x + 2, y - 2, y + 2)
        dot.paint(disc(dot, x, y, 0.8, 0.7, 0.9), times(mixed(who.skin, (0.60, 0.30, 0.16), 0.5), 0.86), 0.45)


def _tint(c: Canvas, where: Scene) -> None:
    """The light of the whole photograph: how bright, how warm, and darker in the corners."""
    corner = 1 - 0.10 * (np.square((c.x - 89) / 89) + np.square((c.y - 109) / 109)) / 2
    for channel, warm in enumerate((1.0, 0.1, -1.0)):
        c.picture[:, :, channel] *= corner * (where.bright * (1 + warm * where.warmth))
    np.clip(c.picture, 0, 1, out=c.picture)
