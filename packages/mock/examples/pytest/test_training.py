HOUR_MS = 3_600_000
TRAINING = {
    "instance_prompt": "photo of adhik person",
    "class_prompt": "photo of person",
    "images": ["https://example.com/pictures/person-1.png"],
    "training_type": "men",
    "max_train_steps": "2",
}


def test_a_training_ends_with_a_model(sandbox):
    training_id = sandbox.api("fine_tune", **TRAINING)["training_id"]
    sandbox.control("advance", {"ms": 2 * HOUR_MS})
    assert sandbox.api(f"fine_tune_status/{training_id}")["messege"] == "model_ready"


def test_a_training_can_fail(sandbox):
    sandbox.control("scenario", {"scenario": "failure"})
    training_id = sandbox.api("fine_tune", **TRAINING)["training_id"]
    sandbox.control("advance", {"ms": 2 * HOUR_MS})
    assert sandbox.api(f"fine_tune_status/{training_id}")["messege"] == "training_failed"


def test_a_create_that_is_refused_creates_nothing(sandbox):
    sandbox.control("script", {"next": ["429"]})
    assert sandbox.api("fine_tune", **TRAINING)["status"] == "error"
    assert sandbox.control("health")["created"] == 0
    requests = sandbox.control("requests")
    assert [(request["operationId"], request["status"]) for request in requests] == [("createTraining", 429)]
