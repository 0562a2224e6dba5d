"""Draw the features of a face: nose, mouth, eyes, brows and glasses."""

from __future__ import annotations

import numpy as np

from drawing.brush import Canvas, disc, egg_distance, fade, glow, mixed, stroke, times
from drawing.person import Person, Scene

MIDDLE = 89.0
EYES = ((69.0, -1), (109.0, 1))  # column and side
EYE_ROW = 111.0
MOUTH_ROW = 153.0


def draw_nose(c: Canvas, person: Person, scene: Scene) -> None:
    """Draw a nose with light and shade: a ridge, a tip, wings and nostrils."""
    x, tip = MIDDLE + 3 * scene.yaw, person.nose_tip
    nose = c.part(x - 26, x + 26, 95, 150)
    across = scene.light[0] if abs(scene.light[0]) > 0.15 else 0.15
    dark = -1 if across > 0 else 1
    nose.light(glow(nose, x + dark * 6, 121, 7, 25), -0.14 * abs(across) - 0.04)
    nose.light(glow(nose, x - dark * 1.0, 118, 4, 24), 0.14)
    nose.light(glow(nose, x, tip + 5, person.nose + 5, 6), -0.24)
    nose.light(glow(nose, x - dark, tip - 2, person.nose * 0.62, 6.5), 0.20)
    for side in (-1, 1):
        wing = (
            (x + side * (person.nose - 1), tip - 5),
            (x + side * (person.nose + 2.4), tip + 1),
            (x + side * (person.nose - 3), tip + 3),
        )
        nose.light(stroke(nose, wing, (0.2, 0.9, 0.5)), -0.26)
        nose.light(disc(nose, x + side * person.nose * 0.46, tip + 2.6, 2.7, 1.3, 0.9), -0.55)


def draw_mouth(c: Canvas, person: Person, scene: Scene) -> None:
    """Draw lips between three arcs, and teeth if the mouth is open."""
    x, half = MIDDLE + 1.8 * scene.yaw, person.mouth + 2.5 * max(0.0, person.smile)
    mouth = c.part(x - 32, x + 32, 138, 172)
    t = (mouth.x - x) / half
    hill = np.maximum(0, 1 - t * t)
    line = MOUTH_ROW + 5.5 * person.smile * hill - 2.8 * person.smile
    top = line - hill * (person.lip * 0.85) * (1 - 0.42 * np.maximum(0, 1 - np.square(t * 3.4)))
    low = line + hill * (person.open + person.lip * 1.25)
    ends = fade((np.abs(t) - 1) * half)
    mouth.light(glow(mouth, x, MOUTH_ROW + 13 + person.open, 15, 6), -0.14)
    mouth.paint(fade(np.maximum(top - mouth.y, mouth.y - low)) * ends, person.lip_colour)
    mouth.light(fade(np.maximum(top - mouth.y, mouth.y - line)) * ends, -0.16)
    shine = glow(mouth, x - 3 * scene.light[0], MOUTH_ROW + 3.4 + 2.6 * person.smile + person.open, half * 0.55, 2.6)
    mouth.light(shine, 0.16)
    if person.open > 0:
        gap = line + hill * person.open
        inner = fade(np.maximum(line - mouth.y, mouth.y - gap)) * fade((np.abs(t) - 0.88) * half)
        mouth.paint(inner, (0.25, 0.07, 0.08))
        mouth.paint(inner * fade(mouth.y - line - hill * person.open * 0.72), (0.95, 0.93, 0.88))
    else:
        mouth.paint(fade(np.abs(mouth.y - line) - 0.55) * ends, times(person.lip_colour, 0.42))
    for side in (-1, 1):
        mouth.light(glow(mouth, x + side * (half + 0.5), MOUTH_ROW - 2.5 * person.smile, 4, 4), -0.26)


def draw_eye(c: Canvas, person: Person, x: float, side: int) -> None:
    """Draw an eye about column x, left (side -1) or right (1) in the picture."""
    eye = c.part(x - 20, x + 20, 96, 126)
    a, y = 10.4 * person.eye, EYE_ROW
    t = (eye.x - x) / a
    hill = np.maximum(0, 1 - t * t)
    tilt = -side * t * person.tilt
    up = 5.6 * person.eye * (1 - 0.12 * person.age) * (1 - 0.12 * max(0.0, person.smile))
    upper, lower = y + tilt - hill * up, y + tilt + hill * 3.9 * person.eye * (1 - 0.2 * max(0.0, person.smile))
    inside = fade(np.maximum(upper - eye.y, eye.y - lower)) * fade((np.abs(t) - 1) * a)
    eye.paint(inside, mixed((0.96, 0.95, 0.93), person.skin, 0.08))
    r = 5.1 * person.eye
    eye.paint(inside * disc(eye, x, y - 0.8, r, r), times(person.iris, 0.55))
    eye.paint(inside * disc(eye, x, y - 0.6, r - 0.9, r - 0.9), person.iris)
    eye.light(inside * glow(eye, x, y + 2.2, r - 0.5, 3.4), 0.22)
    eye.paint(inside * disc(eye, x, y - 0.8, 2.2 * person.eye, 2.2 * person.eye), (0.03, 0.03, 0.04))
    eye.light(inside * fade(np.abs(eye.y - upper) - 1.4, 1.2), -0.30)
    eye.paint(disc(eye, x + 1.7, y - 2.6, 1.25, 1.25), (1.0, 1.0, 1.0))
    ends = fade((np.abs(t) - 1.06) * a)
    lid = fade(np.abs(eye.y - upper + 0.3) - 0.45 - 0.55 * person.lashes * (0.75 + 0.25 * side * t)) * ends
    eye.paint(lid, (0.10, 0.07, 0.06), 0.92)
    eye.light(fade(np.abs(eye.y - lower) - 0.3) * ends, -0.24)
    if person.lashes > 0.9:
        out = (
            (x + side * a * 0.8, y - 2.2 - person.tilt),
            (x + side * a * 1.05, y - 2.5 - person.tilt),
            (x + side * a * 1.22, y - 4.6 - person.tilt),
        )
        eye.paint(stroke(eye, out, (0.9, 0.7, 0.2)), (0.10, 0.07, 0.06), 0.9)
    crease = y + tilt - hill * (up + 2.9) - 1.2
    eye.light(fade(np.abs(eye.y - crease) - 0.4) * fade((np.abs(t) - 0.92) * a, 2), -0.20)


def draw_brow(c: Canvas, person: Person, x: float, side: int) -> None:
    """Draw the brow of the eye about column x."""
    brow = c.part(x - 24, x + 24, 78, 112)
    y = EYE_ROW - 13.5
    curve = (
        (x - side * 11, y + 0.6),
        (x + side * 3, y - person.arch - 1.5),
        (x + side * 15, y + 2.6 - person.tilt * 0.4),
    )
    colour = mixed(times(person.hair_colour, 0.8), (0.16, 0.11, 0.09), 0.45)
    brow.paint(stroke(brow, curve, (person.brow * 0.8, person.brow * 1.05, person.brow * 0.25)), colour, 0.86)


def draw_glasses(c: Canvas, person: Person, scene: Scene, head: float) -> None:
    """Draw glasses, if the person wears any; `head` is the column of the middle of the head."""
    if not person.glasses:
        return
    face = c.part(30, 148, 92, 136)
    for column, side in EYES:
        x, y = column + 1.2 * scene.yaw + side, EYE_ROW + 2
        if person.glasses == "round":
            rim = egg_distance(face, x, y, 16.5, 15.5)
        else:  # a squircle: |u|⁴ + |v|⁴ = 1
            u, v = np.square((face.x - x) / 17.5), np.square((face.y - y) / 12.5)
            k = np.sqrt(np.sqrt(u * u + v * v))
            rim = (k - 1) * 14
        shown = fade(face.y - y + 2) if person.glasses == "half" else 1.0
        face.paint(fade(rim), (0.86, 0.92, 0.96), 0.10)
        face.light(fade(rim + 2) * glow(face, x - 4, y - 5, 13, 8), 0.10)
        face.paint(fade(np.abs(rim) - 1.15) * shown, person.frame, 0.95)
        temple = ((x + side * 16.5, y - 3), (x + side * 24, y - 4), (head + side * (person.width + 1), y - 1))
        if side * (temple[2][0] - temple[0][0]) > 2:
            face.paint(stroke(face, temple, (1.2, 1.0, 0.8)), person.frame, 0.9)
    bridge = MIDDLE + 1.6 * scene.yaw
    face.paint(stroke(face, ((bridge - 4.5, 111), (bridge, 108), (bridge + 4.5, 111)), (1.0, 0.9, 1.0)), person.frame)
