"""One running program for all tests. It runs before they are collected, because they are made from the documents that it serves."""

import pytest

from loket import Loket
from seed import Seed

LOKET = Loket()
SEED = Seed(LOKET)


def pytest_sessionfinish(session):
    faults = LOKET.stop()
    if faults:
        print("", "The program logged errors:", *faults, sep="\n")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def loket():
    return LOKET


@pytest.fixture
def seed():
    return SEED
