"""A mail server and who vouches for it, shared by the tests of a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mail_certificates import Authority
from mail_server import MailServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("penerbit"))


@pytest.fixture(scope="module")
def running(authority: Authority) -> Iterator[MailServer]:
    with MailServer(authority.issue()) as server:
        yield server


@pytest.fixture
def server(running: MailServer) -> MailServer:
    """A server with STARTTLS in its usual mood."""
    running.mood.__init__()  # type: ignore[misc]  # forget what earlier tests said
    return running
