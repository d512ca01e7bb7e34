#!/bin/sh
# Create a training. Each run starts a training of its own, which costs money.
set -eu
: "${DREAMBOOTH_SANDBOX_API_KEY:?Set it to your API key.}"
base_url=${DREAMBOOTH_SANDBOX_BASE_URL:-"https://stablediffusionapi.com"}

refuse() {
  printf 'Refused: %s\n' "$response" >&2
  exit 1
}

# The body comes from standard input, so that the key is not among the arguments that other users see.
response=$(
  curl --silent --show-error --fail-with-body --max-time 60 \
    --header "Content-Type: application/json" --data @- \
    "$base_url/api/sandbox/v3/fine_tune" <<JSON
{
  "key": "$DREAMBOOTH_SANDBOX_API_KEY",
  "instance_prompt": "photo of adhik person",
  "class_prompt": "photo of person",
  "images": [
    "https://example.com/pictures/person-1.png",
    "https://example.com/pictures/person-2.png",
    "https://example.com/pictures/person-3.png",
    "https://example.com/pictures/person-4.png",
    "https://example.com/pictures/person-5.png",
    "https://example.com/pictures/person-6.png",
    "https://example.com/pictures/person-7.png"
  ],
  "seed": "0",
  "training_type": "men",
  "max_train_steps": "2000",
  "webhook": ""
}
JSON
) || refuse

# Errors also arrive under HTTP 200: check the field `status`.
printf '%s' "$response" | tr -d '\n' | grep -Eq '^\{.*"status" *: *"success"' || refuse
printf '%s\n' "$response"
