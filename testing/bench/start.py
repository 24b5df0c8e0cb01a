"""start.py PORT ROUNDS COMMAND…: starts a gateway again and again, and asks until it answers."""

import subprocess
import sys
import time
from statistics import median

from client import Client
from machine import describe

LIMIT_SECONDS = 30
port, rounds, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]


def first_answer(start, process):
    """Seconds from start to the answer."""
    while time.monotonic() - start < LIMIT_SECONDS and process.poll() is None:
        try:
            client = Client(port)
            client.query("SELECT 1")
            answered = time.monotonic() - start
            client.close()
            return answered
        except ConnectionRefusedError:
            time.sleep(0.002)
    sys.exit("no answer")


def once():
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        return first_answer(start, process)
    finally:
        process.terminate()
        process.wait()


times = [once() for _ in range(rounds)]
print(describe())
print(f"\n`./howdah run` to the first answer: median {median(times):.2f} s of {rounds}"
      f" ({min(times):.2f} to {max(times):.2f} s).")
