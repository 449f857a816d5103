"""This folder is importable, so that the tests of ingest share their samples."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
