"""Draw a portrait: in come a person and a scene, out comes a picture (218, 178, 3) uint8.

All faces are aligned within a few pixels: the eyes are near (111, 69) and (111, 109), the mouth near (152, 89), as row
and column. So the mean of many portraits is a face again.
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


def portrait(person: Person, scene: Scene) -> np.ndarray:
    """Return the portrait, (218, 178, 3) uint8."""
    whole = blank(HEIGHT, WIDTH)
    draw_wall(whole, scene)
    c = whole.turned(MIDDLE, EYE_ROW, scene.shift, scene.slope, scene.scale)
    head = MIDDLE - 3.5 * scene.yaw
    draw_behind(c, person, head)
    _body(c, person, scene)
    _ears(c, person, scene, head)
    skin = _lit(c, person.skin, scene, head, person)
    _neck(c, person, scene)
    c.paint(fade(egg_distance(c, head, HEAD_ROW, person.width, person.height, person.jaw)), skin)
    _complexion(c, person, scene, head)
    draw_beard(c, person, head, MOUTH_ROW)
    draw_nose(c, person, scene)
    draw_mouth(c, person, scene)
    for column, side in EYES:
        draw_eye(c, person, column + 1.2 * scene.yaw, side)
        draw_brow(c, person, column + 1.4 * scene.yaw, side)
    draw_hair(c, person, scene, head)
    draw_glasses(c, person, scene, head)
    _tint(whole, scene)
    return reduced(whole)


def _lit(c: Canvas, skin: Colour, scene: Scene, head: float, person: Person) -> np.ndarray:
    """Return the colours of the skin, lit like an ellipsoid: by the angle between its surface and the light."""
    u, v = (c.x - head) / (person.width * 1.12), (c.y - HEAD_ROW + 4) / (person.height * 1.1)
    z = np.sqrt(np.maximum(0.06, 1 - u * u - v * v))
    across, down = scene.light
    length = (across * across + down * down + 1.6) / 1.5
    lit = (u * across + v * down + 1.25 * z) / length
    shade = 0.66 + 0.36 * lit
    picture = np.empty((*c.x.shape, 3))
    for channel, depth in enumerate((0.85, 1.0, 1.06)):  # shadows on skin are warm
        picture[:, :, channel] = skin[channel] * (1 + (shade - 1) * depth)
    return np.clip(picture, 0, 1)


def _body(c: Canvas, person: Person, scene: Scene) -> None:
    low = c.part(-10, 190, 165, 230)
    shoulders = fade(egg_distance(low, MIDDLE, 252, 92, 62))
    cloth = np.empty((*low.x.shape, 3))
    slope = 1 - 0.0035 * np.abs(low.x - MIDDLE + 30 * scene.light[0]) + 0.004 * (205 - low.y)
    for channel in range(3):
        cloth[:, :, channel] = np.clip(person.cloth[channel] * slope, 0, 1)
    low.paint(shoulders, cloth)
    if person.clothes == "hood":
        low.paint(stroke(low, ((42, 222), (46, 190), (72, 186)), (7, 8, 5)), times(person.cloth, 0.8))
        low.paint(stroke(low, ((136, 222), (132, 190), (106, 186)), (7, 8, 5)), times(person.cloth, 0.8))


def _neck(c: Canvas, person: Person, scene: Scene) -> None:
    low = c.part(30, 150, 160, 230)
    wide = 25 + (person.width - 43) * 0.5
    column = fade(np.abs(low.x - MIDDLE) - wide - np.maximum(0, low.y - 186) * 0.25)
    opening = {"crew": 207.0, "vee": 216.0, "collar": 212.0, "roll": 190.0, "hood": 209.0}[person.clothes]
    if person.clothes == "vee":
        edge = low.y + np.abs(low.x - MIDDLE) * 0.75 - opening
    else:
        edge = low.y - opening + np.square((low.x - MIDDLE) / 30) * 9
    bare = column * fade(edge, 1.2)
    tone = times(person.skin, 0.78 + 0.05 * scene.light[1])
    low.paint(bare, tone)
    if person.clothes == "roll":
        low.paint(fade(np.abs(low.x - MIDDLE) - wide - 4) * fade(188 - low.y, 2), times(person.cloth, 0.92))
        low.light(fade(np.abs(low.y - 199) - 0.5) * fade(np.abs(low.x - MIDDLE) - wide - 3), -0.12)
    elif person.clothes == "collar":
        pale = mixed(person.cloth, (1, 1, 1), 0.35)
        for side in (-1, 1):
            flap = np.maximum(
                side * (low.x - MIDDLE) - wide - 10, np.abs(low.y - 204 + side * (low.x - MIDDLE) * 0.7 - 20) - 7
            )
            low.paint(fade(flap), pale)
    elif person.clothes in ("crew", "vee"):
        low.light(column * fade(np.abs(edge - 2.5) - 1.2), -0.2)
    under = np.maximum(0, 1 - np.maximum(0, low.y - 180) / 26) * bare
    low.light(under, -0.38)


def _ears(c: Canvas, person: Person, scene: Scene, head: float) -> None:
    if person.hair in ("scarf", "bob", "long"):
        return
    for side in (-1, 1):
        x = head + side * (person.width + 0.5 - side * scene.yaw * 1.5)
        ear = c.part(x - 12, x + 12, 98, 145)
        ear.paint(disc(ear, x, 121, 6.5, 13), times(person.skin, 0.86 + 0.1 * side * scene.light[0]))
        ear.light(disc(ear, x + side * 0.5, 121, 3.2, 8, 1.6), -0.22)
        if person.earrings:
            ear.paint(disc(ear, x, 136, 2.2, 2.2), (0.93, 0.80, 0.45))


def _complexion(c: Canvas, person: Person, scene: Scene, head: float) -> None:
    """Draw cheeks, eye sockets, temples, a bright forehead, wrinkles and freckles."""
    across, down = scene.light
    face = c.part(35, 143, 55, 195)
    inside = fade(egg_distance(face, head, HEAD_ROW, person.width, person.height, person.jaw))
    rim = fade(-egg_distance(face, head, HEAD_ROW, person.width - 4, person.height - 4, person.jaw), 9) * inside
    face.light(rim, -0.13)
    for column, side in EYES:
        face.light(glow(face, column - side, EYE_ROW - 2, 19, 13) * inside, -0.16)
        face.paint(glow(face, column + side * 7, 136, 17, 13) * inside, (0.86, 0.36, 0.33), person.blush)
        face.light(glow(face, column + side * 5, 127, 15, 9) * inside, 0.05 + 0.10 * max(0.0, side * across))
        if person.age > 0.55:
            years = (person.age - 0.45) * 0.62
            bag = ((column - 9, EYE_ROW + 8), (column, EYE_ROW + 13), (column + 9, EYE_ROW + 8))
            face.light(stroke(face, bag, (0.2, 0.9, 0.2)), -years * 0.6)
            fold = ((89 + side * 15, 138), (89 + side * 22, 143), (89 + side * 24, 154))
            face.light(stroke(face, fold, (0.0, 1.1, 0.0)), -years * 0.6)
            foot = ((column + side * 14, 113), (column + side * 18, 112), (column + side * 21, 109))
            face.light(stroke(face, foot, (0.3, 0.5, 0.0)), -years * 0.5)
    face.light(glow(face, head + 12 * across, 84, 30, 20) * inside, 0.10 - 0.06 * down)
    face.light(glow(face, head, 182, 17, 10) * inside, 0.06)
    if person.age > 0.7:
        for row in (80, 86, 92):
            line = ((head - 20, row + 1), (head, row - 2), (head + 20, row + 1))
            face.light(stroke(face, line, (0.1, 0.7, 0.1)), -(person.age - 0.5) * 0.3)
    for across, down in person.freckles:
        x, y = MIDDLE + across * 42, 131 + down * 15
        dot = c.part(x - 2, x + 2, y - 2, y + 2)
        dot.paint(disc(dot, x, y, 0.8, 0.7, 0.9), times(mixed(person.skin, (0.60, 0.30, 0.16), 0.5), 0.86), 0.45)


def _tint(c: Canvas, scene: Scene) -> None:
    """Apply the light of the scene: brightness, warmth, and darker corners."""
    corner = 1 - 0.10 * (np.square((c.x - 89) / 89) + np.square((c.y - 109) / 109)) / 2
    for channel, warm in enumerate((1.0, 0.1, -1.0)):
        c.picture[:, :, channel] *= corner * (scene.bright * (1 + warm * scene.warmth))
    np.clip(c.picture, 0, 1, out=c.picture)
