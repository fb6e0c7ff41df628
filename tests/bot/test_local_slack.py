"""The local Slack is fetched once, checked before it runs, and stopped for certain."""

import base64
import hashlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
from pathlib import Path

import psutil
import pytest

from bot.demo import local_slack
from bot.demo.cast import workspace_config
from bot.failure import Failure


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache, and this machine as one that has a package."""
    monkeypatch.setattr(local_slack, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(local_slack, "platform_name", lambda: "test-x64")
    monkeypatch.delenv(local_slack.OWN_BINARY, raising=False)
    return tmp_path / "cache"


def package(path: Path, content: bytes) -> str:
    """A package that holds this program, and its checksum as a registry writes it."""
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo("package/bin/local-slack")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    digest = hashlib.sha512(path.read_bytes()).digest()
    return "sha512-" + base64.b64encode(digest).decode()


def npm(folder: Path, script: str, monkeypatch) -> None:
    """Puts a program in the place of npm, before everything else on the path."""
    folder.mkdir()
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")


def test_a_fetched_program_is_checked_and_kept(tmp_path, cache, monkeypatch):
    published = tmp_path / "published.tgz"
    monkeypatch.setattr(local_slack, "INTEGRITY", {"test-x64": package(published, b"#!/bin/sh\n")})
    calls = tmp_path / "calls"
    fetch = f'echo once >> {calls}; cp {published} "$5/p.tgz"; echo \'[{{"filename": "p.tgz"}}]\''
    npm(tmp_path / "npm", fetch, monkeypatch)
    program = local_slack.binary()
    assert os.access(program, os.X_OK)
    assert local_slack.binary() == program
    assert calls.read_text() == "once\n"


def test_a_package_that_is_not_the_published_one_never_runs(tmp_path, cache, monkeypatch):
    published, forged = tmp_path / "published.tgz", tmp_path / "forged.tgz"
    monkeypatch.setattr(local_slack, "INTEGRITY", {"test-x64": package(published, b"good")})
    package(forged, b"evil")
    fetch = f'cp {forged} "$5/p.tgz"; echo \'[{{"filename": "p.tgz"}}]\''
    npm(tmp_path / "npm", fetch, monkeypatch)
    with pytest.raises(Failure, match="not what was published"):
        local_slack.binary()
    assert [path for path in cache.rglob("*") if path.is_file()] == []


def test_offline_says_what_is_needed(tmp_path, cache, monkeypatch):
    monkeypatch.setattr(local_slack, "INTEGRITY", {"test-x64": "sha512-x"})
    npm(tmp_path / "npm", "echo 'npm error code ENOTFOUND' >&2; exit 1", monkeypatch)
    with pytest.raises(Failure, match=r"are you online\?\nnpm error code ENOTFOUND"):
        local_slack.binary()


def test_a_platform_without_a_program_says_so(cache):
    with pytest.raises(Failure, match="no checked local Slack for test-x64"):
        local_slack.binary()


def test_ones_own_program_must_be_one(tmp_path, monkeypatch):
    monkeypatch.setenv(local_slack.OWN_BINARY, str(tmp_path / "missing"))
    with pytest.raises(Failure, match="not a program"):
        local_slack.binary()


def test_a_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not local_slack.is_free(port)
        assert local_slack.free_port(port) > port


def test_a_program_that_does_not_start_tells_its_last_words(tmp_path, monkeypatch):
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'no such config' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv(local_slack.OWN_BINARY, str(broken))
    with (
        pytest.raises(Failure, match=r"did not start\.\nno such config"),
        local_slack.running({}, 1, tmp_path),
    ):
        pass


real = pytest.mark.skipif(
    not (shutil.which("npm") or local_slack.CACHE.exists())
    or local_slack.platform_name() not in local_slack.INTEGRITY,
    reason="no local Slack for this platform, or no npm to fetch it",
)


@real
def test_it_starts_answers_and_stops(tmp_path):
    port = local_slack.free_port(4200)
    with local_slack.running(workspace_config(), port, tmp_path) as slack:
        state = slack.control("state")
        assert "Maya Chen" in {user.get("real_name") for user in state["users"]}
    assert local_slack.is_free(port)


@real
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_it_ends_even_when_its_parent_is_killed(tmp_path):
    port = local_slack.free_port(4250)
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time, pathlib\n"
            "from bot.demo import cast, local_slack\n"
            f"folder = pathlib.Path(sys.argv[1])\n"
            f"with local_slack.running(cast.workspace_config(), {port}, folder):\n"
            "    print('up', flush=True); time.sleep(60)\n",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
    )
    assert parent.stdout.readline() == b"up\n"
    (child,) = psutil.Process(parent.pid).children()
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    gone, _ = psutil.wait_procs([child], timeout=5)
    assert gone, "the local Slack outlived the demo"
    parent.stdout.close()
