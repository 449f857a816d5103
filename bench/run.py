"""Run every measurement and print what it prints: `make bench`. Those that need the shared data say so and are left out."""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEFT_OUT = {"run.py", "lock.py"}


def main() -> int:
    """Run the files of this folder one after the other; 0 if all ran."""
    failed = []
    for script in sorted(p for p in HERE.glob("*.py") if p.name not in LEFT_OUT):
        print(f"== {script.name}", flush=True)
        started = time.perf_counter()
        if subprocess.run([sys.executable, str(script)], check=False).returncode:
            failed.append(script.name)
        print(f"   ({time.perf_counter() - started:.0f} s)", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
