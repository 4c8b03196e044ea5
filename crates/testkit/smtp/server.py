"""A real SMTP server for tests, on aiosmtpd: it takes mail, or fails in the way that a file beside it says.

server.py PORT FOLDER [CERTIFICATE KEY USER PASSWORD]

FOLDER/mode: accept, defer (451), refuse (550), greylist (451 once for each Message-ID, then 250), stall (never answers the
end of a mail), reset (breaks off in the middle), lose (takes the mail, then breaks off before it says so), away (421).
FOLDER/mails: one JSON a line for each mail that was taken. FOLDER/tries: one line for each attempt.
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

PORT, FOLDER = int(sys.argv[1]), Path(sys.argv[2])
SECURE = sys.argv[3:7]
SEEN = set()


def mode():
    try:
        return (FOLDER / "mode").read_text().strip()
    except FileNotFoundError:
        return "accept"


def told(envelope):
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}

    def text(kind):
        return parts[kind].get_content() if kind in parts else None

    return {
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "headers": [[name.lower(), str(value)] for name, value in message.items()],
        "kind": message.get_content_type(),
        "text": text("text/plain"),
        "html": text("text/html"),
        "kinds": sorted(parts),
        "defects": [str(defect) for defect in message.defects],
    }


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        if mode() == "away":
            return "421 4.3.2 closing for maintenance"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        now, mail = mode(), told(envelope)
        sent = dict(mail["headers"]).get("message-id", "")
        with open(FOLDER / "tries", "a", encoding="utf-8") as tries:
            tries.write(f"{now} {sent}\n")
        if now == "defer" or (now == "greylist" and sent not in SEEN):
            SEEN.add(sent)
            return "451 4.7.1 try again later"
        if now == "refuse":
            return "550 5.1.1 nobody of that name here"
        if now == "stall":
            await asyncio.sleep(3600)
        if now == "reset":
            server.transport.abort()
            return "250 OK"
        with open(FOLDER / "mails", "a", encoding="utf-8") as mails:
            mails.write(json.dumps(mail) + "\n")
        if now == "lose":
            server.transport.abort()
        return "250 OK: taken"


def check(server, session, envelope, mechanism, data):
    right = isinstance(data, LoginPassword) and [data.login.decode(), data.password.decode()] == SECURE[2:4]
    return AuthResult(success=right, handled=False)


def make():
    if not SECURE:
        return SMTP(Handler(), enable_SMTPUTF8=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(SECURE[0], SECURE[1])
    return SMTP(Handler(), tls_context=context, require_starttls=True, authenticator=check, auth_required=True)


async def main():
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", PORT)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


asyncio.run(main())
