#!/usr/bin/env bash
# Howdah's resident memory with many clients that have each run a query and are idle since.
#
#   -c CLIENTS   (1000)
source "$(dirname "$0")/servers.sh"

clients=1000
while getopts c: option; do
  case $option in
    c) clients=$OPTARG ;;
    *) exit 2 ;;
  esac
done

ulimit -n "$(ulimit -Hn)"
start_postgres 0
start_howdah
python3 "$bench/idle.py" "$howdah_port" "$howdah_pid" "$clients"
