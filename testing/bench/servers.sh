# Sourced by the scripts beside it: starts servers for a measurement, and stops them at its end.
# Everything listens on loopback, trusts everybody, and is stopped by its process id.
set -euo pipefail

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
howdah=$bench/../../howdah
programs=/usr/lib/postgresql/15/bin
pool_size=20
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d /tmp/howdah-bench.XXXXXX)
chmod 755 "$work"
started=()

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# SIGINT stops PostgreSQL at once, where SIGTERM would wait for clients. A JVM in the background of
# a script ignores SIGINT, as it was told; SIGTERM stops Howdah as soon as its clients are gone.
stop() { # SIGNAL:PID
  kill -"${1%:*}" "${1#*:}" 2>/dev/null || true
  wait "${1#*:}" 2>/dev/null || true
}

clean_up() {
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    stop "${started[i]}"
  done
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# PostgreSQL and PgBouncer refuse to run as root; Debian's packages make them a user.
unprivileged() {
  if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
  fi
  exec "$@"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

own_folder() {
  mkdir "$1"
  [ "$(id -u)" != 0 ] || chown postgres: "$1"
}

await_port() { # PORT PID NAME
  for _ in {1..300}; do
    ! "$programs/pg_isready" -q -h 127.0.0.1 -p "$1" || return 0
    kill -0 "$2" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/$3.log" >&2
  fail "$3 does not answer on port $1"
}

# Sets postgres_port. With pgbench's tables in scale $1, or without when it is 0.
start_postgres() {
  [ -x "$programs/postgres" ] || fail 'needs postgresql-15, see .ci/run'
  own_folder "$work/postgres"
  (unprivileged "$programs/initdb" -D "$work/postgres/data" -U bench -A trust --no-sync \
    >"$work/initdb.log" 2>&1) || fail "initdb: $(cat "$work/initdb.log")"
  postgres_port=$(free_port)
  unprivileged "$programs/postgres" -D "$work/postgres/data" -c port="$postgres_port" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300 \
    -c shared_buffers=256MB -c jit=off >"$work/postgres.log" 2>&1 &
  started+=("INT:$!")
  await_port "$postgres_port" $! postgres
  if [ "$1" != 0 ]; then
    "$programs/pgbench" -i -q -s "$1" -h 127.0.0.1 -p "$postgres_port" -U bench postgres \
      >"$work/pgbench.log" 2>&1
  fi
}

# Sets pgbouncer_port and pgbouncer_pid.
start_pgbouncer() {
  command -v pgbouncer >/dev/null || fail 'needs pgbouncer, see .ci/run'
  own_folder "$work/pgbouncer"
  pgbouncer_port=$(free_port)
  cat >"$work/pgbouncer/pgbouncer.ini" <<END
[databases]
* = host=127.0.0.1 port=$postgres_port
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $pgbouncer_port
unix_socket_dir =
auth_type = trust
auth_file = $work/pgbouncer/users
pool_mode = transaction
default_pool_size = $pool_size
max_client_conn = 2000
log_connections = 0
log_disconnections = 0
END
  echo '"bench" ""' >"$work/pgbouncer/users"
  unprivileged pgbouncer -q "$work/pgbouncer/pgbouncer.ini" >"$work/pgbouncer.log" 2>&1 &
  pgbouncer_pid=$!
  started+=("INT:$!")
  await_port "$pgbouncer_port" $! pgbouncer
}

# The command that runs Howdah; it is built first, so that nobody measures that.
howdah_command() {
  "$howdah" --version >/dev/null
  howdah_port=$(free_port)
  howdah_command=("$howdah" run --node "127.0.0.1:$postgres_port" --auth trust
    --listen "127.0.0.1:$howdah_port" --pool-size "$pool_size")
}

# Sets howdah_port and howdah_pid.
start_howdah() {
  howdah_command
  "${howdah_command[@]}" </dev/null >"$work/howdah.log" 2>&1 &
  howdah_pid=$!
  started+=("TERM:$!")
  await_port "$howdah_port" $! howdah
}
