#!/bin/sh
# Creates a training with curl and follows it to its end.
set -eu
body='{"key":"any-key","instance_prompt":"photo of adhik person","class_prompt":"photo of person","images":["https://example.com/1.png"],"training_type":"men","max_train_steps":"2"}'
post() { curl --silent --show-error --fail --max-time 10 --header 'Content-Type: application/json' --data "$2" "$1$3"; }
id=$(post "$1" "$body" /api/sandbox/v3/fine_tune | sed 's/.*"training_id":"\([^"]*\)".*/\1/')
status=""
while [ "$status" != model_ready ]; do
  status=$(post "$1" '{"key":"any-key"}' "/api/sandbox/v3/fine_tune_status/$id" | sed 's/.*"messege":"\([^"]*\)".*/\1/')
  echo "$status"
  sleep 0.05
done
