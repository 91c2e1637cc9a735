#!/bin/sh
# Runs a command with a throwaway PostgreSQL server beside it: tests/postgres.sh .venv/bin/python -m pytest tests/ladder
# Needs PostgreSQL's own programs (initdb, pg_ctl). The server listens on a socket in a temporary folder, not on a
# port, and is stopped and removed when the command ends. PostgreSQL refuses to run as root: root uses OWNER instead.
set -eu

OWNER="${POSTGRES_OWNER:-postgres}"
BIN="${POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}"
if [ -z "$BIN" ]; then
    BIN="$(dirname "$(command -v pg_ctl || true)")"
fi
if [ ! -x "$BIN/initdb" ]; then
    echo "PostgreSQL is not installed: set POSTGRES_BIN to the folder that holds initdb and pg_ctl." >&2
    exit 2
fi
if [ "$#" -eq 0 ]; then
    echo "Say what to run, for example: tests/postgres.sh .venv/bin/python -m pytest tests/ladder" >&2
    exit 2
fi

as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u "$OWNER" -- "$@"
    else
        "$@"
    fi
}

HOME_OF_SERVER="$(mktemp -d "${TMPDIR:-/tmp}/ladder-postgres.XXXXXX")"
if [ "$(id -u)" -eq 0 ]; then
    chown "$OWNER" "$HOME_OF_SERVER"
fi
stop() {
    (cd / && as_owner "$BIN/pg_ctl" --pgdata "$HOME_OF_SERVER/data" --mode immediate --silent stop) || true
    rm -rf "$HOME_OF_SERVER"
}
trap stop EXIT INT TERM

START_IN="$PWD"
cd /
as_owner "$BIN/initdb" --pgdata "$HOME_OF_SERVER/data" --username ladder --auth trust --encoding UTF8 --no-sync \
    >"$HOME_OF_SERVER.log" 2>&1 || { cat "$HOME_OF_SERVER.log" >&2; exit 1; }
rm -f "$HOME_OF_SERVER.log"
as_owner "$BIN/pg_ctl" --pgdata "$HOME_OF_SERVER/data" --log "$HOME_OF_SERVER/log" --wait --silent start \
    --options "-c listen_addresses= -c unix_socket_directories=$HOME_OF_SERVER -c fsync=off -c max_connections=300"
cd "$START_IN"

LADDER_TEST_DATABASE_URL="postgresql://ladder@/postgres?host=$HOME_OF_SERVER" "$@"
