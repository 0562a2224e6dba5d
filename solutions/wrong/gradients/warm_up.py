"""Wrong answers to `warm_up`; the first is the mistake that the lesson stages."""

from solutions import rejected_by

AT_THREE = "at 3 the hill has the height -9"
BOTH_SIDES = "the hill is a square: highest at 0, the same on both sides"


@rejected_by(AT_THREE, BOTH_SIDES)
def valley(x: float) -> float:
    """A minus inside the brackets is squared too, and minus times minus is plus: write -(x ** 2)."""
    return (-x) ** 2


@rejected_by(AT_THREE, BOTH_SIDES)
def doubled(x: float) -> float:
    """x * 2 is twice x; the square is x ** 2."""
    return -(x * 2)


@rejected_by(AT_THREE, BOTH_SIDES)
def roof(x: float) -> float:
    """That is a roof with straight sides: square x instead of dropping its sign."""
    return -abs(x)


@rejected_by(AT_THREE, BOTH_SIDES)
def cubed(x: float) -> float:
    """A cube keeps the sign of x, so one side goes down and the other up."""
    return -(x**3)


@rejected_by(BOTH_SIDES)
def straight(x: float) -> float:
    """Right at 3 only: -3 * x is a straight slope, without a top."""
    return -3 * x


@rejected_by(BOTH_SIDES)
def learnt_by_heart(x: float) -> float:
    """Right at 3 only: the height depends on x."""
    return -9.0


@rejected_by(AT_THREE, BOTH_SIDES)
def printed(x: float) -> None:
    """The height was shown and then forgotten: `print` is not `return`."""
    print(-(x**2))
