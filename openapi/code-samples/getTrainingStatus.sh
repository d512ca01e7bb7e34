#!/bin/sh
# Get a training's status: sh getTrainingStatus.sh F5jvdzGnYi
set -eu
: "${DREAMBOOTH_SANDBOX_API_KEY:?Set it to your API key.}"
base_url=${DREAMBOOTH_SANDBOX_BASE_URL:-"https://stablediffusionapi.com"}
training_id=${1:?Give the training_id of the create.}

refuse() {
  printf 'Refused: %s\n' "$reply" >&2
  exit 1
}

# The body comes from standard input, so that the key is not among the arguments that other users see.
reply=$(
  curl --silent --show-error --fail-with-body --max-time 60 \
    --header "Content-Type: application/json" --data @- \
    "$base_url/api/sandbox/v3/fine_tune_status/$training_id" <<JSON
{
  "key": "$DREAMBOOTH_SANDBOX_API_KEY"
}
JSON
) || refuse

# Errors come under HTTP 200 too: only the field status tells.
printf '%s' "$reply" | tr -d '\n' | grep -Eq '^\{.*"status" *: *"success"' || refuse
printf '%s\n' "$reply"
