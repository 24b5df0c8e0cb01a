"""Runs pgbench against several targets in turns and prints medians as a Markdown table."""

import argparse
import os
import re
import subprocess
import sys
from statistics import median

from machine import cpu_seconds, describe

# A JVM compiles what is busy while it is busy; on two cores that takes a while.
WARM_UP_SECONDS = 10


class Target:
    def __init__(self, text):
        self.name, port, pid = text.split(":")
        self.port, self.pid = int(port), int(pid)

    def can(self, mode):
        return not (self.name == "PgBouncer" and mode == "prepared")


def bench(target, mode, seconds, options):
    """Transactions a second, and microseconds of the target's processor time for each."""
    before = cpu_seconds(target.pid)
    command = [
        options.pgbench, "-n", "-S", "-M", mode, "-c", options.clients, "-j", "2",
        "-T", str(seconds), "-h", "127.0.0.1", "-p", str(target.port), "-U", "bench", "postgres"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{target.name}, {mode}:\n{done.stdout}{done.stderr}")
    tps = float(re.search(r"tps = ([0-9.]+)", done.stdout).group(1))
    count = int(re.search(r"actually processed: (\d+)", done.stdout).group(1))
    return tps, (cpu_seconds(target.pid) - before) / count * 1e6


def measure(targets, mode, options):
    """A list of (tps, µs) a target, measured in rounds, each beginning with another target."""
    for target in targets:
        bench(target, mode, WARM_UP_SECONDS, options)
    results = {target.name: [] for target in targets}
    for number in range(options.rounds):
        turn = number % len(targets)
        for target in targets[turn:] + targets[:turn]:
            results[target.name].append(bench(target, mode, options.seconds, options))
    return results


def ratio(results, name, other):
    if other not in results or name == other:
        return ""
    return f"{median(a[0] / b[0] for a, b in zip(results[name], results[other])):.2f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pgbench")
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--clients")
    parser.add_argument("--modes")
    parser.add_argument("targets", nargs="+", type=Target)
    options = parser.parse_args()

    print(describe())
    print(f"`pgbench -S -c {options.clients} -j 2 -T {options.seconds}`, {options.rounds} rounds in"
          f" turns, after {WARM_UP_SECONDS} s of warm-up each; medians, ratios being medians of each"
          " round's.\n")
    print("| protocol | through | tps | of direct | of PgBouncer | its CPU µs/transaction |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    for mode in options.modes.split():
        targets = [target for target in options.targets if target.can(mode)]
        results = measure(targets, mode, options)
        for target in targets:
            mine = results[target.name]
            cpu = f"{median(us for _, us in mine):.1f}" if target.pid else ""
            print(f"| {mode} | {target.name} | {median(tps for tps, _ in mine):,.0f} |"
                  f" {ratio(results, target.name, 'direct')} |"
                  f" {ratio(results, target.name, 'PgBouncer')} | {cpu} |", flush=True)


main()
