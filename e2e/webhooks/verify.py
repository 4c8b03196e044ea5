"""Verifies requests with the library that receivers in Python use: JSON on stdin, {secret, requests: [{headers, body}]}."""

import json
import sys

from standardwebhooks import Webhook, WebhookVerificationError

told = json.load(sys.stdin)
webhook = Webhook(told["secret"])
for request in told["requests"]:
    read = webhook.verify(request["body"], request["headers"])
    assert set(read) == {"event", "occurred_at", "data"}, read
    try:
        webhook.verify(request["body"] + " ", request["headers"])
    except WebhookVerificationError:
        continue
    sys.exit("a body that was changed passed")
print(len(told["requests"]), "verified")
