"""What is found of two small cases, in words: run as a program, it tells it under another seed of Python's hashing."""

from groupbuy.assigning.infeasible import ways_out
from groupbuy.assigning.solve import solve
from tests.bench.neighbourhoods import neighbourhood


def answers() -> str:
    cases = (neighbourhood(3, 4, 14, slack=slack) for slack in (0.05, -0.2))
    return "".join(f"{found} {ways_out(case, found)}\n" for case in cases for found in [solve(case)])


if __name__ == "__main__":
    print(answers(), end="")
