#!/bin/sh
# Get a training's status: sh getTrainingStatus.sh F5jvdzGnYi
set -eu
: "${DREAMBOOTH_SANDBOX_API_KEY:?Set it to your API key.}"
base_url=${DREAMBOOTH_SANDBOX_BASE_URL:-"https://stablediffusionapi.com"}
training_id=${1:?Pass the training_id from the response to createTraining.}

refuse() {
  printf 'Refused: %s\n' "$response" >&2
  exit 1
}

# The body comes from standard input, so that the key is not among the arguments that other users see.
response=$(
  curl --silent --show-error --fail-with-body --max-time 60 \
    --header "Content-Type: application/json" --data @- \
    "$base_url/api/sandbox/v3/fine_tune_status/$training_id" <<JSON
{
  "key": "$DREAMBOOTH_SANDBOX_API_KEY"
}
JSON
) || refuse

# Errors also arrive under HTTP 200: check the field `status`.
printf '%s' "$response" | tr -d '\n' | grep -Eq '^\{.*"status" *: *"success"' || refuse
printf '%s\n' "$response"
