"""One solution to each challenge of *Pixels* and *Gradients*, and the pictures that show where they lead.

`python -m solutions.challenges` writes the pictures into the folders of the lessons. They are committed, because a
lesson shows them without giving the solution away.
"""

import io
from pathlib import Path

import numpy as np

ASSIGNMENTS = Path(__file__).resolve().parent.parent / "assignments"


def mandelbrot(shape: tuple[int, int] = (210, 300), rounds: int = 60) -> np.ndarray:
    """Return the Mandelbrot set in colour: how many rounds z * z + c stays near 0."""
    height, width = shape
    c = np.linspace(-2.15, 0.85, width) + 1j * np.linspace(-1.05, 1.05, height)[:, np.newaxis]
    z, escaped_after = np.zeros_like(c), np.full(shape, np.nan)
    for number in range(rounds):
        inside = np.isnan(escaped_after)
        z[inside] = z[inside] ** 2 + c[inside]
        now = inside & (np.abs(z) > 2)
        escaped_after[now] = number + 1 - np.log2(np.log(np.abs(z[now])))  # a fraction, so that bands become smooth
    turn = np.sqrt(np.maximum(np.nan_to_num(escaped_after), 0))[:, :, np.newaxis]
    colour = 0.5 + 0.5 * np.sin(1.3 * turn + np.array([4.2, 4.9, 5.6]))
    colour[np.isnan(escaped_after)] = 0
    return colour


def glow(shape: tuple[int, int] = (210, 300)) -> np.ndarray:
    """Return three rings of light: 1 on the outline, and falling off with the distance from it."""
    down, right = np.mgrid[: shape[0], : shape[1]].astype(float)
    picture = np.zeros((*shape, 3))
    rings = [((95, 110), 62, (1, 0.55, 0.15)), ((120, 160), 62, (0.25, 1, 0.45)), ((95, 205), 62, (0.3, 0.55, 1))]
    for (row, col), radius, colour in rings:
        distance = np.abs(np.hypot(down - row, right - col) - radius)
        light = np.clip(3 - distance, 0, 1) + 12 / (12 + distance**2)
        picture += light[:, :, np.newaxis] * np.array(colour)
    return np.clip(picture, 0, 1)


def valley_path(momentum: float, steps: int = 60, step_size: float = 0.038) -> np.ndarray:
    """Return the path uphill on -(x**2) / 2 - 25 * y**2; with momentum, a part of the last step is kept."""
    point, step, path = np.array([-9.0, 0.9]), np.zeros(2), []
    for _ in range(steps + 1):
        path.append(point)
        step = momentum * step + step_size * np.array([-point[0], -50 * point[1]])
        point = point + step
    return np.array(path)


def soft_disc(numbers: np.ndarray, shape: tuple[int, int] = (60, 80)) -> np.ndarray:
    """Return a disc with a soft rim, so that a nudge of its row, column or radius changes the picture a little."""
    down, right = np.mgrid[: shape[0], : shape[1]]
    row, col, radius = numbers
    return np.asarray(1 / (1 + np.exp((np.hypot(down - row, right - col) - radius) / 3)))


def found_disc(target: np.ndarray, start: np.ndarray, steps: int = 400) -> list[np.ndarray]:
    """Return the numbers of the disc after each step uphill: the height is minus the mean squared difference."""
    numbers, path = np.array(start, dtype=float), []
    for _ in range(steps + 1):
        path.append(numbers)
        slopes = []
        for nudge in 1e-3 * np.eye(3):
            higher = -np.mean((soft_disc(numbers + nudge) - target) ** 2)
            lower = -np.mean((soft_disc(numbers - nudge) - target) ** 2)
            slopes.append((higher - lower) / 2e-3)
        numbers = numbers + 60 * np.array(slopes)
    return path


def pictures() -> dict[str, bytes]:
    """Return the PNG of each challenge, by its path below assignments/."""
    return {
        "pixels/mandelbrot.png": _png(mandelbrot()),
        "pixels/glow.png": _png(glow()),
        "gradients/momentum.png": _figure(_draw_momentum, (6.4, 2.6)),
        "gradients/found_disc.png": _figure(_draw_found_disc, (8, 2.1)),
    }


def _draw_momentum(figure) -> None:  # type: ignore[no-untyped-def]  # matplotlib has no types here
    axes = figure.subplots()
    x, y = np.meshgrid(np.linspace(-10, 2, 120), np.linspace(-1.6, 1.6, 80))
    axes.contour(x, y, -(x**2) / 2 - 25 * y**2, levels=12, cmap="Blues_r", linewidths=0.8)
    for momentum, colour, name in ((0.0, "#8a8a8a", "plain"), (0.7, "#c2410c", "with momentum 0.7")):
        path = valley_path(momentum, 28)
        axes.plot(*path.T, "o-", color=colour, markersize=2.5, linewidth=1, label=f"{name}: 28 steps")
    axes.plot(0, 0, "k^")
    axes.set(xlim=(-10, 2), ylim=(-1.6, 1.6), xlabel="x", ylabel="y")
    axes.legend(loc="lower right", fontsize=8)


def _draw_found_disc(figure) -> None:  # type: ignore[no-untyped-def]
    noise = np.random.default_rng(2).normal(0, 0.25, (60, 80))
    target = soft_disc(np.array([34.0, 52.0, 15.0])) + noise
    path = found_disc(target, np.array([24.0, 30.0, 22.0]))
    titles = ["the target: a disc in noise", "the start", "20 steps", "400 steps"]
    for axes, title, number in zip(figure.subplots(1, 4), titles, (None, 0, 20, 400), strict=True):
        axes.imshow(target if number is None else soft_disc(path[number]), cmap="gray", clim=(0, 1))
        axes.set_title(title, fontsize=9)
        axes.axis("off")


def _figure(draw, size: tuple[float, float]) -> bytes:  # type: ignore[no-untyped-def]
    from matplotlib.figure import Figure

    figure, file = Figure(figsize=size, layout="constrained"), io.BytesIO()
    draw(figure)
    figure.savefig(file, format="png", dpi=90)
    return _small(file.getvalue())


def _png(picture: np.ndarray) -> bytes:
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(np.round(255 * picture).astype(np.uint8)).save(file, "PNG")
    return _small(file.getvalue())


def _small(png: bytes) -> bytes:
    """Return the picture with 64 colours: a third of the bytes, and no difference to the eye."""
    from PIL import Image

    file = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    for name, content in pictures().items():
        (ASSIGNMENTS / name).write_bytes(content)
        print(f"wrote assignments/{name} ({len(content) / 1000:.0f} kB)")
