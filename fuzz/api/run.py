"""Tries the whole interface of a real server with what fits its document and what does not.

For SQLite and, where a server is named, PostgreSQL; as an owner with a browser's cookie, as a visitor with a widget's token,
and as nobody. Every check of schemathesis counts; so do the server's own log (no internal error, no panic) and that it
still answers afterwards. BATON_FUZZ_EXAMPLES sets how many cases an operation gets, BATON_FUZZ_SEED repeats a run.
"""

import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

HERE = Path(__file__).parent
BATON = os.environ["BATON_BIN"]
EXAMPLES = os.environ.get("BATON_FUZZ_EXAMPLES", "10")
SEED = os.environ.get("BATON_FUZZ_SEED") or str(random.randrange(2**31))
PHASES = os.environ.get("BATON_FUZZ_PHASES", "examples,coverage,fuzzing,stateful")
VISITORS = 10

# They end what the other tries stand on, or look at another workspace from then on; each is tried on its own at the end.
# The owner comes last: settings change what visitors may.
ENDING = {
    "visitor": ["widget_forget"],
    "nobody": [],
    "owner": ["delete_session", "switch_session", "create_workspace"],
}


class Server:
    def __init__(self, database):
        self.folder = Path(tempfile.mkdtemp(prefix="baton-fuzz."))
        with socket.create_server(("127.0.0.1", 0)) as free:
            listen = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = f"http://{listen}"
        self.log = self.folder / "log"
        env = dict(os.environ, BATON_DATABASE_URL=database, BATON_LOG__FORMAT="json", BATON_LOG__LEVEL="warn")
        # What is tried here is what may be asked, not how often.
        for limit in ("INITS", "MESSAGES", "MESSAGES_PER_ADDRESS", "MESSAGES_PER_WORKSPACE", "CALLS"):
            env[f"BATON_LIMITS__{limit}_PER_MINUTE"] = "1000000"
        self.process = subprocess.Popen(
            [BATON, "serve", "--listen", listen, "--data-dir", str(self.folder)], env=env, stderr=self.log.open("wb")
        )
        self.cookie = None
        for _ in range(600):
            if self.process.poll() is not None:
                sys.exit(f"the server did not start: {self.log.read_text()}")
            try:
                return self.call("GET", "/readyz", raw=True) and None
            except OSError:
                time.sleep(0.05)
        sys.exit("the server did not get ready")

    def call(self, method, path, body=None, token=None, raw=False):
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("Origin", self.url)
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        elif self.cookie:
            request.add_header("Cookie", self.cookie)
        data = None
        if body is not None:
            request.add_header("Content-Type", "application/json")
            data = json.dumps(body).encode()
        with urllib.request.urlopen(request, data, timeout=20) as answer:
            if set_cookie := answer.headers.get("Set-Cookie"):
                self.cookie = set_cookie.split(";")[0]
            text = answer.read()
            return text if raw or not text else json.loads(text)

    def end(self):
        """Stops it, and answers what it complained about."""
        self.process.terminate()
        try:
            code = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = "killed"
        lines = self.log.read_text(errors="replace").splitlines()
        shutil.rmtree(self.folder)
        complaints = [line for line in lines if '"level":"ERROR"' in line or "panic" in line]
        if code != 0:
            complaints.append(f"it ended with {code}")
        return complaints


def populate(server):
    """A workspace with a bit of everything, and the ids of it."""
    call = server.call
    who = {"workspace": "Larch", "name": "Maya", "email": "maya@example.com", "password": "a long enough secret"}
    call("POST", "/api/v1/setup", who)
    assistant = call("GET", "/api/v1/assistants")["items"][0]["id"]
    text = "# Returns\n\nYou may send things back for 60 days after delivery.\n"
    source = {"assistant_id": assistant, "title": "Returns", "text": text}
    sources = [call("POST", "/api/v1/knowledge/sources", source)["id"] for _ in range(3)]
    call("PATCH", f"/api/v1/assistants/{assistant}", {"allowed_origins": ["*"]})
    visits = [call("POST", "/v1/widget/init", {"assistant": assistant}) for _ in range(VISITORS)]
    tokens = [visit["token"] for visit in visits]
    conversations = [visit["conversation"]["id"] for visit in visits]
    for n, token in enumerate(tokens):
        words = {"client_id": str(uuid.uuid4()), "body": "How long may I send things back?"}
        call("POST", "/v1/widget/messages", words, token)
        lead = {"client_id": str(uuid.uuid4()), "source": "form", "email": f"a{n}@example.com", "consent": True}
        call("POST", "/v1/widget/leads", lead, token)
    for conversation in conversations[:5]:
        call("POST", f"/api/v1/conversations/{conversation}/claim")
    inbox = call("GET", "/api/v1/conversations?engaged=false")["items"]
    turns = []
    for _ in range(100):
        messages = call("GET", f"/api/v1/conversations/{conversations[9]}/messages")["items"]
        turns = [message["turn_id"] for message in messages if message["turn_id"]]
        if turns:
            break
        time.sleep(0.1)
    leads = call("GET", "/api/v1/leads")["items"]
    ids = {
        "assistants": [assistant],
        "sources": sources,
        "conversations": conversations,
        "contacts": [item["contact"]["id"] for item in inbox][:10],
        "leads": [lead["id"] for lead in leads],
        "turn": turns,
    }
    empty = [kind for kind, found in ids.items() if not found]
    if empty:
        sys.exit(f"nothing to try on: {empty}")
    return {"ids": ids, "bearer": f"Bearer {tokens[0]}"}


def tried(server, who, known, names, ending):
    """One run of schemathesis. True where it found nothing."""
    args = [str(Path(sys.executable).parent / "st"), "--config-file", str(HERE / "schemathesis.toml"), "run"]
    args += [f"{server.url}/api/openapi.json", "--seed", SEED, "--max-examples", EXAMPLES, "--no-color"]
    args += ["--phases", PHASES, "--generation-database", "none"]
    for name in names:
        args += ["--include-operation-id" if ending else "--exclude-operation-id", name]
    if who == "owner":
        args += ["-H", f"Cookie:{server.cookie}", "-H", f"Origin:{server.url}"]
    if who == "visitor":
        args += ["-H", f"Authorization:{known['bearer']}", "-H", f"Origin:{server.url}"]
        # It is never missing here; nobody's run tries that.
        args += ["--exclude-checks", "missing_required_header"]
    env = dict(os.environ, SCHEMATHESIS_HOOKS="hooks", PYTHONPATH=str(HERE), BATON_FUZZ_KNOWN=json.dumps(known))
    run = subprocess.run(args, env=env, capture_output=True, text=True, cwd=server.folder, check=False)
    cases = re.search(r"Test cases:\n\s+(.*)", run.stdout)
    print(f"  {who}{' (what ends)' if ending else ''}: {cases.group(1) if cases else f'exit {run.returncode}'}", flush=True)
    if run.returncode != 0:
        print(run.stdout[-20_000:], run.stderr[-4_000:], sep="\n")
    return run.returncode == 0


def main():
    databases = {"SQLite": ""}
    scratch = None
    if postgres := os.environ.get("BATON_TEST_POSTGRES"):
        scratch = f"baton_fuzz_{uuid.uuid4().hex}"
        subprocess.run(["psql", "-qc", f"CREATE DATABASE {scratch}", postgres], check=True)
        databases["PostgreSQL"] = f"{postgres.rsplit('/', 1)[0]}/{scratch}?sslmode=disable"
    elif os.environ.get("CI"):
        sys.exit("BATON_TEST_POSTGRES is not set: run script/test")
    else:
        print("skipped on PostgreSQL: BATON_TEST_POSTGRES names no server")
    only = os.environ.get("BATON_FUZZ_DATABASE")
    clean = True
    for name, url in databases.items():
        if only and only != name:
            continue
        began = time.monotonic()
        print(f"{name}, seed {SEED}, {EXAMPLES} examples", flush=True)
        server = Server(url)
        known = populate(server)
        for who, ending in ENDING.items():
            clean &= tried(server, who, known, ending, False)
        for who, ending in ENDING.items():
            for operation in ending:
                clean &= tried(server, who, known, [operation], True)
                if who == "owner":
                    server.cookie = None
                    server.call("POST", "/api/v1/session", {"email": "maya@example.com", "password": "a long enough secret"})
        server.call("GET", "/readyz", raw=True)
        complaints = server.end()
        for line in complaints[:20]:
            print(f"  the server said: {line}")
        clean &= not complaints
        print(f"  {time.monotonic() - began:.0f} s", flush=True)
    if scratch:
        subprocess.run(["psql", "-qc", f"DROP DATABASE {scratch} WITH (FORCE)", postgres], check=True)
    sys.exit(0 if clean else 1)


main()
