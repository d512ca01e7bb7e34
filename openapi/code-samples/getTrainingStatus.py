# Get a training's status: python3 getTrainingStatus.py F5jvdzGnYi
import json
import os
import sys
from urllib.parse import quote

import requests

key = os.environ.get("DREAMBOOTH_SANDBOX_API_KEY") or sys.exit("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.")
base_url = os.environ.get("DREAMBOOTH_SANDBOX_BASE_URL", "https://stablediffusionapi.com")
training_id = sys.argv[1] if len(sys.argv) > 1 else sys.exit("Give the training_id of the create.")

try:
    response = requests.post(
        f"{base_url}/api/sandbox/v3/fine_tune_status/{quote(training_id, safe='')}",
        json={"key": key},
        timeout=60,
        allow_redirects=False,  # or the key in the body could go to another host
    )
    reply = response.json()
except requests.JSONDecodeError:  # a gateway may answer something that is not JSON
    sys.exit(f"Refused, HTTP {response.status_code}: {response.text}")
except requests.RequestException as error:
    sys.exit(f"No reply: {error}")

# Errors come under HTTP 200 too: only the field status tells.
if response.status_code != 200 or not isinstance(reply, dict) or reply.get("status") != "success":
    sys.exit(f"Refused, HTTP {response.status_code}: {response.text}")
print(json.dumps(reply, indent=2))
