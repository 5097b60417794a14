"""The attack on so many random returns: `python tests/localdata/attack_many.py 1000 [seed]`."""

from __future__ import annotations

import sys
import time

from attacker import attack_flows, attack_placements
from random_returns import random_return


def main(returns: int, first: int = 0) -> None:
    began, found, hidden, read = time.time(), [], 0, 0
    for seed in range(first, first + returns):
        made = random_return(seed)
        if made is None:
            continue
        read += 1
        for attack in (attack_placements, attack_flows):
            pinned, count = attack(made)
            hidden += count
            found += [f"seed {seed}: {one}" for one in pinned]
        if read % 50 == 0:
            print(f"{read} returns, {hidden:,} hidden, {len(found)} found", flush=True)
    print("\n".join(found))
    seconds = time.time() - began
    print(f"{read} returns, {hidden:,} hidden numbers, {len(found)} found, {seconds:.0f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
