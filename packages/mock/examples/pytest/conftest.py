"""Starts the mock once for the whole run, and gives each test a session of its own."""

import json
import os
import subprocess
import urllib.error
import urllib.request
import uuid

import pytest

MOCK = "node_modules/.bin/dreambooth-sandbox-mock"


def pytest_configure(config):
    # The main process starts the mock. The workers of pytest-xdist inherit its URL.
    if hasattr(config, "workerinput"):
        return
    mock = subprocess.Popen([MOCK, "--port", "0"], stdout=subprocess.PIPE, text=True)
    config.add_cleanup(lambda: (mock.terminate(), mock.wait()))
    os.environ["SANDBOX_URL"] = mock.stdout.readline().split()[-1]
    # Nothing reads the mock's log. The mock continues without it.
    mock.stdout.close()


class Sandbox:
    """The mock as one test sees it: the session of a key that no other test uses."""

    def __init__(self):
        self.key = f"test-{uuid.uuid4()}"

    def api(self, path, **fields):
        return send(f"/api/sandbox/v3/{path}", {"key": self.key, **fields})

    def control(self, name, body=None):
        return send(f"/__mock/{name}?session={self.key}", body)


def send(path, body=None):
    """Sends a request to the mock. Returns the parsed response, also that of an error."""
    request = urllib.request.Request(
        os.environ["SANDBOX_URL"] + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        return json.load(error)


@pytest.fixture
def sandbox():
    return Sandbox()
