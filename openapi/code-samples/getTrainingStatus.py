# Get a training's status: python3 getTrainingStatus.py F5jvdzGnYi
import json
import os
import sys
from urllib.parse import quote

import requests

key = os.environ.get("DREAMBOOTH_SANDBOX_API_KEY") or sys.exit("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.")
base_url = os.environ.get("DREAMBOOTH_SANDBOX_BASE_URL", "https://stablediffusionapi.com")
training_id = sys.argv[1] if len(sys.argv) > 1 else sys.exit("Pass the training_id from the response to createTraining.")

try:
    response = requests.post(
        f"{base_url}/api/sandbox/v3/fine_tune_status/{quote(training_id, safe='')}",
        json={"key": key},
        timeout=60,
        allow_redirects=False,  # or the key in the body could go to another host
    )
    body = response.json()
except requests.JSONDecodeError:  # a gateway may return a body that is not JSON
    sys.exit(f"Refused, HTTP {response.status_code}: {response.text}")
except requests.RequestException as error:
    sys.exit(f"No response: {error}")

# Errors also arrive under HTTP 200: check the field `status`.
if response.status_code != 200 or not isinstance(body, dict) or body.get("status") != "success":
    sys.exit(f"Refused, HTTP {response.status_code}: {response.text}")
print(json.dumps(body, indent=2))
