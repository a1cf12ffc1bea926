"""A real program under a real pseudo-terminal, and the screen a person would see.

    with Program([sys.executable, "-m", "modeldex"], columns=120, lines=40) as program:
        program.wait_for("models")                 # milliseconds since the start
        program.type("/qwen")
        program.wait_for(lambda text: "Qwen/" in text)
        program.press("ctrl+q")
        assert program.wait_for_exit() == 0
        assert not program.screen.modes

Linux and macOS; memory is known on Linux only.
"""

from tests.terminal.program import Answer, Program
from tests.terminal.screen import Screen

__all__ = ["Answer", "Program", "Screen"]
