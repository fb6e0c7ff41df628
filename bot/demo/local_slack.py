"""Fetches, checks, starts and stops the local Slack, a throwaway Slack in one binary.

It listens on every interface and lets in any token, so it must hold invented data only.
"""

from __future__ import annotations

import base64
import ctypes
import hashlib
import json
import os
import platform
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.failure import Failure

VERSION = "0.1.8"
# Only what was checked may run: the published checksum of each platform's package.
INTEGRITY = {
    "linux-x64": (
        "sha512-2BCTKxKajjZNWCSCj66Jq5VDScUDNpGZ1lA3281I8RvpDE4/"
        "ULCwC26TlcW6/4sPbSTs02Q3KjTiltJp3ZBEvg=="
    ),
}
OWN_BINARY = "RUNGS_LOCAL_SLACK"  # path of a local-slack that one has installed oneself
CHECKOUT = Path(__file__).resolve().parents[2]
CACHE = CHECKOUT / ".cache" / "local-slack"
START_SECONDS = 20


def platform_name() -> str:
    """This machine in the names of the local Slack's packages, such as linux-x64."""
    system = {"win32": "windows"}.get(sys.platform, sys.platform)
    machine = platform.machine().lower()
    chip = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(machine, machine)
    return f"{system}-{chip}"


def is_here() -> bool:
    """Whether the local Slack need not be fetched any more."""
    return OWN_BINARY in os.environ or _program().exists()


def _program() -> Path:
    return CACHE / f"{VERSION}-{platform_name()}" / "local-slack"


def binary() -> Path:
    """The local Slack's program, fetched and checked on first use.

    Raises Failure when there is none for this platform or it cannot be fetched.
    """
    if own := os.environ.get(OWN_BINARY):
        if os.access(own, os.X_OK):
            return Path(own)
        raise Failure(f"{OWN_BINARY} names {own}, which is not a program that can be run.")
    name = platform_name()
    if name not in INTEGRITY:
        raise Failure(
            f"There is no checked local Slack for {name} (only for {', '.join(INTEGRITY)}). "
            f"If you have installed local-slack {VERSION} yourself, set {OWN_BINARY} to its path."
        )
    program = _program()
    if not program.exists():
        program.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=program.parent) as folder:
            package = _fetch(f"local-slack-{name}@{VERSION}", Path(folder))
            _check(package, INTEGRITY[name])
            unpacked = _unpack(package)
            unpacked.rename(program)  # at once, so that half a program is never taken for one
    return program


def _fetch(package: str, folder: Path) -> Path:
    command = [_npm(), "pack", package, "--json", "--pack-destination", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        raise Failure(
            f"Could not fetch {package} with npm. It is needed once; are you online?\n"
            + _last_error(done.stderr)
        )
    return folder / str(json.loads(done.stdout)[0]["filename"])


def _last_error(stderr: str) -> str:
    errors = [line for line in stderr.splitlines() if line.startswith("npm error")]
    return errors[0] if errors else "npm said nothing about the cause."


def _npm() -> str:
    """npm from the machine, or from the environment, where it is installed if need be."""
    beside_python = Path(sys.executable).parent
    if found := shutil.which("npm") or shutil.which("npm", path=str(beside_python)):
        return found
    install = [sys.executable, "-m", "pip", "install", "-qq", "--require-hashes", "-r"]
    done = subprocess.run(
        [*install, str(CHECKOUT / "requirements" / "node.txt")], timeout=300, check=False
    )
    found = shutil.which("npm", path=str(beside_python))
    if done.returncode or not found:
        raise Failure(
            "The demo needs npm once, to fetch the local Slack, and could not install it. "
            "Are you online? Otherwise install Node.js and try again."
        )
    return found


def _check(package: Path, integrity: str) -> None:
    kind, _, expected = integrity.partition("-")
    digest = hashlib.new(kind, package.read_bytes()).digest()
    if base64.b64encode(digest).decode() != expected:
        raise Failure(
            f"What npm fetched as {package.name} is not what was published (its checksum "
            "differs). It was thrown away; nothing of it was run."
        )


def _unpack(package: Path) -> Path:
    program = package.with_name("local-slack")
    with tarfile.open(package) as archive:
        content = archive.extractfile("package/bin/local-slack")
        if content is None:
            raise Failure(f"{package.name} holds no program.")
        with program.open("wb") as target:
            shutil.copyfileobj(content, target)
    program.chmod(0o755)
    return program


def is_free(port: int) -> bool:
    """Whether nothing on this machine listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            return False
    return True


def free_port(first: int) -> int:
    """The first free port from `first` on; Failure after fifty that are taken."""
    for port in range(first, first + 50):
        if is_free(port):
            return port
    raise Failure(f"No port from {first} to {first + 49} is free. Choose one with --port.")


class LocalSlack:
    """A running local Slack: `url` for a browser, `api` for a WebClient, `control` for tests."""

    def __init__(self, port: int) -> None:
        self.url = f"http://localhost:{port}"
        self._base = f"http://127.0.0.1:{port}"
        self.api = f"{self._base}/api/"

    def control(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The JSON answer of /_control/<path>: a GET, or a POST when there is a body."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self._base}/_control/{path}", data, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=15) as answer:
            return json.load(answer)


@contextmanager
def running(config: Mapping[str, Any], port: int, folder: Path) -> Iterator[LocalSlack]:
    """A local Slack with this workspace on this port, until the block ends.

    `config` is what local-slack reads: workspace, apps, users, channels. `folder` takes the
    config, its log and uploaded files. Raises Failure if it does not answer in time.
    """
    program = binary()
    config_file = folder / "local-slack.json"
    config_file.write_text(json.dumps(config))
    log = folder / "local-slack.log"
    command = [str(program), "--config", str(config_file), "--port", str(port)]
    command += ["--base-host", "127.0.0.1", "--files-dir", str(folder / "files")]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the demo, which then stops this one last
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
    try:
        slack = LocalSlack(port)
        _wait_until_up(slack, process, log)
        yield slack
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _die_with_parent() -> None:
    pr_set_pdeathsig = 1  # prctl(2): even when the demo is killed, nothing is left running
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def _wait_until_up(slack: LocalSlack, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < give_up:
        try:
            slack.control("state")
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.05)
    words = log.read_text(errors="replace").strip().splitlines()[-3:]
    raise Failure("\n".join(["The local Slack did not start.", *words]))
