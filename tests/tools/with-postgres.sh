#!/usr/bin/env bash
# with-postgres.sh COMMAND…: runs a command with a PostgreSQL of its own in TEST_DATABASE_URL.
# It listens on a private socket in a temporary directory, on no port, waits for the disk only when
# POSTGRES_DURABLE is set, and is gone with all its databases when the command ends, however it ends.
set -euo pipefail

bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb)")

# initdb refuses to run as root; the Debian package brings the account.
as_owner=()
# A socket's path is limited to 107 bytes, so the directory does not follow TMPDIR. The tests make and
# drop a database each, a thousand files at a time, which memory does at once and ext4 in a second
# (it avoids the inodes that were just freed); what the bench measures is on the disk.
place=/tmp
if [ -z "${POSTGRES_DURABLE:-}" ] && [ "$(df --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 3000000 ] 2>/dev/null; then
  place=/dev/shm
fi
home=$(mktemp -d "$place/passe-relais-postgres.XXXXXX")
if [ "$(id -u)" = 0 ]; then
  chown postgres "$home"
  as_owner=(runuser -u postgres --)
fi
# The command may stand in a directory that the owner cannot enter.
server() { (cd "$home" && "${as_owner[@]}" "$bin/pg_ctl" --pgdata="$home/data" --silent "$@"); }
stop() {
  server --mode=immediate stop >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

(cd "$home" && "${as_owner[@]}" "$bin/initdb" --pgdata="$home/data" --username=postgres --auth=trust \
  --encoding=UTF8 --locale=C --no-sync >/dev/null)
cat >> "$home/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$home'
max_connections = 200
CONF
# The bench measures what is safely on the disk; the tests need not wait for it.
if [ -n "${POSTGRES_DURABLE:-}" ]; then
  echo "shared_buffers = 1GB" >> "$home/data/postgresql.conf"
else
  printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_wal_size = 256MB\n' >> "$home/data/postgresql.conf"
fi
if ! server --log="$home/log" --wait start; then
  cat "$home/log" >&2
  exit 1
fi

export TEST_DATABASE_URL="postgres://postgres@localhost/postgres?host=$home"
"$@"
