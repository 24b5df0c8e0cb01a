"""idle.py PORT PID CLIENTS: a process's memory before, with, and after many idle clients."""

import sys

from client import Client
from machine import describe, resident_megabytes

port, pid, count = map(int, sys.argv[1:])
print(describe())
print("\n| Howdah | MB resident |\n| --- | ---: |")


def report(moment):
    print(f"| {moment} | {resident_megabytes(pid):.0f} |", flush=True)


Client(port).query("SELECT 1")
report("after one query")
clients = [Client(port) for _ in range(count)]
report(f"{count} clients logged in")
for client in clients:
    client.query("SELECT 1")
report(f"{count} clients idle after a query each")
for client in clients:
    client.close()
report("all gone")
