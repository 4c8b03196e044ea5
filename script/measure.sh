# What script/bench and script/speed share; sourced by them after script/lib.sh.

# Where our server listens.
port=8181
server=

stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

# Visitors of a load test all come from one address.
export BATON_LIMITS__INITS_PER_MINUTE=10000000 BATON_LIMITS__MESSAGES_PER_MINUTE=100000000
export BATON_LIMITS__MESSAGES_PER_ADDRESS_PER_MINUTE=100000000 BATON_LIMITS__MESSAGES_PER_WORKSPACE_PER_MINUTE=100000000
export BATON_LIMITS__WRITES_AT_ONCE_PER_WORKSPACE=100000
export BATON_LIMITS__CALLS_PER_MINUTE=100000000 BATON_LIMITS__SOCKETS_PER_ADDRESS=50000 BATON_LOG__LEVEL=warn

# The load generator is told of events as well.
export BATON_WEBHOOKS__ALLOW_PRIVATE=127.0.0.1

# Starts $baton with data of its own in a folder of $work; `ours` is how the load generator reaches it.
start_baton() { # folder
  mkdir -p "$work/$1"
  "$baton" demo --listen 127.0.0.1:$port --data-dir "$work/$1" >"$work/$1.log" 2>&1 &
  server=$!
  for _ in $(seq 1200); do
    if curl --silent --fail --output /dev/null http://127.0.0.1:$port/readyz && [ -s "$work/$1/demo.json" ]; then
      break
    fi
    kill -0 "$server" 2>/dev/null || { cat "$work/$1.log" >&2; die "baton did not start"; }
    sleep 0.05
  done
  demo=$work/$1/demo.json
  field() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1]))[process.argv[2]]' "$demo" "$1"; }
  ours=(--address 127.0.0.1:$port --pid "$server" --email "$(field email)" --password "$(field password)" --assistant "$(field assistant)")
}

# Adds to $results what a measuring program prints.
measure() { # a program and its arguments
  "$@" | tee -a "$results" >&2
}
