"""The command `kartotek`: puts the commands of all three packages under one root, and words its errors."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click
from rich.console import Console

from index import cli as index_cli
from library.app import App
from library.catalogue import Catalogue
from library.errors import KartotekError
from library.settings import read_settings
from library.vocabulary import shipped_topics
from web.serve import serve

# Its commands read documents, with libraries that take a quarter of a second to load; a server need not wait for them.
_LIBRARY = "library.cli"


class _Root(click.Group):
    """Words every error as one sentence on stderr with exit code 1; a traceback only with --debug.

    The commands of the library are loaded when one of them is wanted, or the list of all.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_library_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or _library_commands().get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click words these itself
        except Exception as error:
            if ctx.params["debug"]:
                raise
            raise click.ClickException(_sentence(error)) from error


def _library_commands() -> Mapping[str, click.Command]:
    commands: Sequence[click.Command] = import_module(_LIBRARY).COMMANDS
    return {command.name: command for command in commands if command.name}


def _sentence(error: Exception) -> str:
    if isinstance(error, KartotekError):
        return str(error)
    return f"This should not have happened: {type(error).__name__}: {error}. Run it again with kartotek --debug to see where."


@click.group(cls=_Root, epilog="Example: kartotek search klima --publisher nordregio")
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.version_option(package_name="kartotek")
@click.pass_context
def main(context: click.Context, debug: bool) -> None:  # noqa: ARG001 - read from the context by _Root
    """A searchable library of Norwegian and Nordic policy documents.

    The library lies in the folder KARTOTEK_HOME (var, if it is not set).
    """
    settings = read_settings(os.environ)
    console = Console(stderr=True, highlight=False)

    def follow(catalogue: Catalogue) -> None:
        index_cli.bring_up_to_date(settings, catalogue, shipped_topics(), console)

    context.obj = App(settings=settings, console=console, after_write=follow)


@main.command("serve", epilog="Example: PORT=8080 KARTOTEK_HOME=~/kartotek kartotek serve")
@click.pass_obj
def serve_command(app: App) -> None:
    """Serve the library on HOST and PORT, filling an empty one from what ships with Kartotek."""
    serve(app.settings, app.console)


for command in index_cli.COMMANDS:
    main.add_command(command)
