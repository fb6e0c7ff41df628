"""How far a share of few answers may be off: the Wilson score interval.

E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of
the American Statistical Association 22 (1927), 209–212. L. D. Brown, T. T. Cai and A. DasGupta,
"Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001), 101–133, recommend
it for small samples, where the usual interval is far too sure of itself.
"""

from decimal import Decimal

Z = Decimal("1.959964")
"""The normal quantile that leaves 2.5 % on each side: 19 of 20 such intervals hold the truth."""

ZERO, ONE = Decimal(0), Decimal(1)


def interval(share: Decimal, answers: int) -> tuple[Decimal, Decimal]:
    """Between which shares (0 to 1) the truth lies, 19 times in 20, for a share of so many answers.

    Raises ValueError for a share outside 0 to 1 or for no answers.
    """
    if not ZERO <= share <= ONE or answers < 1:
        raise ValueError("a share of at least one answer")
    squared = Z * Z / answers
    middle = share + squared / 2
    reach = Z * ((share * (ONE - share) + squared / 4) / answers).sqrt()
    low, high = ((middle + side * reach) / (ONE + squared) for side in (-1, 1))
    # It holds the share itself; rounding alone could put it a hair outside.
    return min(max(low, ZERO), share), max(min(high, ONE), share)
