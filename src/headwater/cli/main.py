"""The command `headwater`: a list of commands, each in its own file."""

import sys
from importlib import import_module
from typing import Any

import click

from headwater import __version__

COMMANDS: tuple[str, ...] = ("init", "add", "build", "serve", "report", "show", "export", "judge", "evaluate", "places", "demo")

HELP = """Read what open sources say, trace each claim to where it began, weigh it, and show the evidence.

\b
A first case:
  headwater init mycase
  headwater add mycase reports/ https://example.org/story.html
  headwater build mycase
  headwater serve mycase
  headwater report mycase -o report.html

Or look at the example case that ships with Headwater: headwater demo

Data goes to standard output, talk to standard error. Exit status: 0 done, 1 failed, 2 wrong use.
"""


class Commands(click.Group):
    """Loads a command's file when it is called or listed; none of them imports anything heavy."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the journey."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"headwater.cli.{cmd_name}").command
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command where the name is not one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            if near := get_close_matches(args[0], COMMANDS, 1):
                raise click.UsageError(f"{error.message} Did you mean {near[0]!r}?", ctx) from error
            raise


@click.group(cls=Commands, help=HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="headwater")
def headwater() -> None:
    """Root of the commands."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and leave with its exit status."""
    from headwater.errors import HeadwaterError, InputError

    try:
        headwater.main(args=arguments, prog_name="headwater", standalone_mode=False)
    except InputError as error:
        _leave(str(error), 2)
    except HeadwaterError as error:
        _leave(str(error), 1)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (KeyboardInterrupt, click.exceptions.Abort):
        _leave("stopped; the case is whole, and the next build goes on from here", 1)
    except BrokenPipeError:
        # The reader of our output left (`headwater show ... | head`): not an error, but nothing more can be written.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)


def _leave(message: str, status: int) -> None:
    click.echo(f"headwater: {message}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
