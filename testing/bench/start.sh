#!/usr/bin/env bash
# Time from `./howdah run` to the first answer to a query, in front of a server that runs.
#
#   -r ROUNDS   (9)
source "$(dirname "$0")/servers.sh"

rounds=9
while getopts r: option; do
  case $option in
    r) rounds=$OPTARG ;;
    *) exit 2 ;;
  esac
done

start_postgres 0
howdah_command
python3 "$bench/start.py" "$howdah_port" "$rounds" "${howdah_command[@]}"
