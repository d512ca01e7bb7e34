# Create a training. Each run starts a training of its own, which costs money.
import json
import os
import sys

import requests

key = os.environ.get("DREAMBOOTH_SANDBOX_API_KEY") or sys.exit("Set DREAMBOOTH_SANDBOX_API_KEY to your API key.")
base_url = os.environ.get("DREAMBOOTH_SANDBOX_BASE_URL", "https://stablediffusionapi.com")

try:
    response = requests.post(
        f"{base_url}/api/sandbox/v3/fine_tune",
        json={
            "key": key,
            "instance_prompt": "photo of adhik person",
            "class_prompt": "photo of person",
            "images": [
                "https://example.com/pictures/person-1.png",
                "https://example.com/pictures/person-2.png",
                "https://example.com/pictures/person-3.png",
                "https://example.com/pictures/person-4.png",
                "https://example.com/pictures/person-5.png",
                "https://example.com/pictures/person-6.png",
                "https://example.com/pictures/person-7.png",
            ],
            "seed": "0",
            "training_type": "men",
            "max_train_steps": "2000",
            "webhook": "",
        },
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
