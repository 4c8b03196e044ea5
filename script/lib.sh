# What the scripts share; sourced from the root of the repository.

# Our own tools first; and Debian keeps servers where only the PATH of root leads.
export PATH="$PWD/node_modules/.bin:$PATH:/usr/sbin"

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
die() {
  printf '%s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "neither root nor sudo: run as root: $*"
  fi
}

# A stamp remembers the contents of files under a name: is_fresh NAME FILE..., stamp NAME FILE...
digest() { sha256sum -- "$@" 2>/dev/null | sha256sum; }
is_fresh() {
  local file=node_modules/.stamp-$1
  shift
  [ -f "$file" ] && [ "$(digest "$@")" = "$(cat "$file")" ]
}
stamp() {
  local file=node_modules/.stamp-$1
  shift
  digest "$@" >"$file"
}

# Files of the repository, new ones too: sources PATH...
sources() { git ls-files --cached --others --exclude-standard -- "$@"; }

# Makes PLACE/tree a git worktree with what is committed or changed here, for work that plants bugs; this tree is not touched.
# It stays, with what was built in it, for the next time; whoever uses it holds PLACE/lock until their end.
scratch_tree() { # place
  local tree=$1/tree commit
  mkdir -p "$1"
  exec 8>"$1/lock"
  flock -n 8 || die "$0 is running already"
  commit=$(git stash create)
  commit=${commit:-$(git rev-parse HEAD)}
  git worktree prune
  [ -e "$tree/.git" ] || git worktree add --quiet --force --detach "$tree" "$commit"
  # Only what differs gets a new time, so that only that is built again.
  git -C "$tree" reset --quiet --hard
  git -C "$tree" checkout --quiet --detach "$commit"
  git -C "$tree" clean --quiet --force -d
  if [ -d node_modules ] && ! cmp -s package-lock.json "$tree/node_modules/.of"; then
    rm -rf "$tree/node_modules"
    cp -al node_modules "$tree/node_modules" 2>/dev/null || cp -a node_modules "$tree/node_modules"
    cp package-lock.json "$tree/node_modules/.of"
  fi
}

# Builds the widget and the console where their sources changed since the last time.
build_web() {
  local app files
  for app in widget console; do
    mapfile -t files < <(sources "$app" packages package-lock.json tsconfig.base.json)
    if [ ! -d "$app/dist" ] || ! is_fresh "$app" "${files[@]}"; then
      say "building the $app"
      npm run build --silent --workspace "$app" >"node_modules/.build-$app.log" 2>&1 || {
        cat "node_modules/.build-$app.log"
        return 1
      }
      stamp "$app" "${files[@]}"
    fi
  done
}

# Checks the types of every TypeScript project.
check_types() {
  local project failed=0
  while read -r project; do
    tsc --noEmit --project "$project" || failed=1
  done < <(sources '*tsconfig.json')
  return $failed
}

# Where PostgreSQL's own programs are; Debian keeps them out of every PATH.
postgres_bin() {
  local folder
  for folder in /usr/lib/postgresql/*/bin /usr/local/bin /usr/bin; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
      echo "$folder"
      return
    fi
  done
  return 1
}

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

# Starts a PostgreSQL of our own, empty, in a folder of its own and on a free port, and names it in BATON_TEST_POSTGRES.
# Tests may lose everything in it, so that it never waits for the disk; `start_postgres durable` waits, as in operation.
start_postgres() { # [durable]
  local bin port settings
  bin=$(postgres_bin) || die "PostgreSQL is missing: script/bootstrap installs it"
  postgres_data=$(mktemp -d "${TMPDIR:-/tmp}/baton-postgres.XXXXXX")
  [ "$(id -u)" = 0 ] && chown postgres "$postgres_data"
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
  settings="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$postgres_data"
  settings+=" -c max_connections=300"
  if [ "${1:-}" = durable ]; then
    # It looks at new tables once a minute; what is measured takes less.
    settings+=" -c autovacuum_naptime=1s"
  else
    settings+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  fi
  # From a folder that its user may enter.
  (
    cd /
    as_postgres "$bin/initdb" --pgdata="$postgres_data" --auth=trust --username=postgres \
      --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
    as_postgres "$bin/pg_ctl" --pgdata="$postgres_data" --log="$postgres_data/log" --options="$settings" \
      --wait start >/dev/null
  ) || die "PostgreSQL did not start: $postgres_data/log"
  export BATON_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
}

# Stops what start_postgres started, and removes its folder.
stop_postgres() {
  [ -n "${postgres_data:-}" ] || return 0
  (cd / && as_postgres "$(postgres_bin)/pg_ctl" --pgdata="$postgres_data" --mode=immediate stop >/dev/null) || true
  rm -rf "$postgres_data"
  postgres_data=
}
