#!/usr/bin/env python3
"""Two builds of the node by turns: on a machine whose speed changes by the minute, runs that follow each other say little.

Each build gets a cluster and a driver of its own. All but one cluster are stopped (SIGSTOP), and each in turn goes on for
some seconds; the first second of a turn, in which it recovers, does not count. Prints operations per second of every turn,
and the median of the ratios of turns that follow each other.

usage: turns.py DRIVER NODES WARM_SECONDS TURNS LABEL=FOLDER_OF_THE_NODE[,VARIABLE=VALUE...][,--OPTION=VALUE...] LABEL=...

  turns.py src/Driver/bin/Release/net10.0/dynamolab 100 40 12 before=/tmp/before/node after=src/Driver/bin/Release/net10.0/node
"""
import bisect
import csv
import glob
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime

TURN, SKIP, WARM_TURN = 4.0, 1.0, 5.0


class Team:
    def __init__(self, spec, driver, nodes, seconds):
        self.label, _, rest = spec.partition("=")
        folder, *more = rest.split(",")
        options = [word for word in more if word.startswith("--")]
        self.folder = tempfile.mkdtemp(prefix=f"turns-{self.label}-")
        self.log = f"{self.folder}.out"
        command = [driver, "run", "--nodes", str(nodes), "--workload", "A", "--concurrency", "64", "--warmup", "5",
                   "--duration", str(seconds), "--failure_mode", "none", "--node_binary", f"{folder}/dynamo-node",
                   "--output_dir", self.folder, *options]
        environment = {**os.environ, **dict(v.split("=", 1) for v in more if v not in options)}
        self.driver = subprocess.Popen(
            command, stdout=open(self.log, "w"), stderr=subprocess.STDOUT, env=environment,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        while "ready in" not in open(self.log).read():
            if self.driver.poll() is not None:
                sys.exit(f"{self.label} did not start: see {self.log}")
            time.sleep(0.5)
        time.sleep(3)
        children = subprocess.run(["pgrep", "-P", str(self.driver.pid)], capture_output=True, text=True).stdout.split()
        self.pids = [self.driver.pid, *map(int, children)]
        self.turns = []
        self.send(signal.SIGSTOP)

    def send(self, number):
        for pid in self.pids:
            os.kill(pid, number)

    def run(self, seconds):
        self.send(signal.SIGCONT)
        began = time.time()
        time.sleep(seconds)
        ended = time.time()
        self.send(signal.SIGSTOP)
        return began + SKIP, ended

    def end(self):
        self.send(signal.SIGCONT)
        self.driver.send_signal(signal.SIGINT)
        self.driver.wait(120)

    def rates(self):
        ends = []
        with open(glob.glob(f"{self.folder}/workload_*.csv")[0]) as rows:
            for row in csv.DictReader(rows):
                ends.append(datetime.fromisoformat(row["timestamp"]).timestamp() + int(row["latency_us"]) / 1e6)
        ends.sort()
        return [(bisect.bisect(ends, b) - bisect.bisect(ends, a)) / (b - a) for a, b in self.turns]


def main():
    if len(sys.argv) < 7:
        sys.exit(__doc__)
    driver, nodes, warm, turns, specs = sys.argv[1], *map(int, sys.argv[2:5]), sys.argv[5:]
    seconds = int(warm + TURN * turns * len(specs) + 300)
    teams = []
    try:
        for spec in specs:
            teams.append(Team(spec, driver, nodes, seconds))
        for _ in range(int(warm / WARM_TURN)):
            for team in teams:
                team.run(WARM_TURN)
        for number in range(turns):
            for team in teams if number % 2 == 0 else reversed(teams):
                team.turns.append(team.run(TURN))
    finally:
        for team in teams:
            team.end()
    rates = {team.label: team.rates() for team in teams}
    for team in teams:
        shutil.rmtree(team.folder)
        os.remove(team.log)
    for label, each in rates.items():
        print(f"{label:10} median {statistics.median(each):7.0f}  ", " ".join(f"{x:.0f}" for x in each))
    first, *others = rates
    for label in others:
        ratio = statistics.median(b / a for a, b in zip(rates[first], rates[label]))
        print(f"{label} / {first}: {ratio:.3f}")


main()
