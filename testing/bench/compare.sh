#!/usr/bin/env bash
# pgbench -S directly, through Debian's PgBouncer and through Howdah, in turns, on one server.
#
#   -T SECONDS   of one run (5)        -r ROUNDS   (9)
#   -c CLIENTS   (64)                  -m MODES    ("simple extended prepared")
#
# Prints a Markdown table. PgBouncer 1.18 has no prepared statements in transaction mode.
source "$(dirname "$0")/servers.sh"

seconds=5 rounds=9 clients=64 modes='simple extended prepared'
while getopts T:r:c:m: option; do
  case $option in
    T) seconds=$OPTARG ;;
    r) rounds=$OPTARG ;;
    c) clients=$OPTARG ;;
    m) modes=$OPTARG ;;
    *) exit 2 ;;
  esac
done

start_postgres 10
start_pgbouncer
start_howdah
python3 "$bench/compare.py" --pgbench "$programs/pgbench" --seconds "$seconds" --rounds "$rounds" \
  --clients "$clients" --modes "$modes" "direct:$postgres_port:0" \
  "PgBouncer:$pgbouncer_port:$pgbouncer_pid" "Howdah:$howdah_port:$howdah_pid"
