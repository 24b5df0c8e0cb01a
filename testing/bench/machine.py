"""What Linux tells about processes and about the machine."""

import datetime
import os
import platform

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """Processor time that a process, its threads included, has used; 0 for no process."""
    if pid == 0:
        return 0.0
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_megabytes(pid):
    """Memory that a process has resident now."""
    with open(f"/proc/{pid}/status") as file:
        line = next(line for line in file if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def describe():
    """A line about when and where."""
    with open("/proc/cpuinfo") as file:
        models = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    model = models[0] if models else platform.machine()
    now = datetime.datetime.now(datetime.timezone.utc)
    return f"{now:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores ({model}), Linux {platform.release()}."
