"""Creates a training with Python's requests and follows it to its end."""

import sys
import time

import requests


def post(path, **body):
    response = requests.post(sys.argv[1] + path, json={"key": "any-key", **body}, timeout=10)
    response.raise_for_status()
    return response.json()


created = post(
    "/api/sandbox/v3/fine_tune",
    instance_prompt="photo of adhik person",
    class_prompt="photo of person",
    images=["https://example.com/1.png"],
    training_type="men",
    max_train_steps="2",
)
status = None
while status != "model_ready":
    status = post("/api/sandbox/v3/fine_tune_status/" + created["training_id"])["messege"]
    print(status)
    time.sleep(0.05)
