"""A command-line program made with click, called in many ways by click's own runner."""
import datetime
import enum
import os
import sys

import click
from click.shell_completion import BashComplete, CompletionItem
from click.testing import CliRunner


class Settings:
    def __init__(self):
        self.values = {}
        self.verbose = 0


pass_settings = click.make_pass_decorator(Settings, ensure=True)


class Pairs(click.ParamType):
    name = "pairs"

    def convert(self, value, param, ctx):
        if isinstance(value, dict):
            return value
        try:
            return dict(each.split("=") for each in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not a list of pairs", param, ctx)


class Aliased(click.Group):
    """Commands may be shortened."""

    def get_command(self, ctx, name):
        found = [each for each in self.list_commands(ctx) if each.startswith(name)]
        if len(found) > 1:
            ctx.fail(f"Too many matches: {', '.join(sorted(found))}")
        return super().get_command(ctx, found[0]) if found else None


@click.group(cls=Aliased, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "SHOP", "max_content_width": 72})
@click.version_option("1.2.3", prog_name="shop")
@click.option("-v", "--verbose", count=True, help="Say more; may be repeated.")
@click.option("--config", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Where settings are.")
@click.option("--set", "settings", type=(str, int), multiple=True, help="Sets NAME to NUMBER.")
@pass_settings
def shop(settings_object, verbose, config, settings):
    """Manages a shop.

    This is a longer text, which is wrapped so that it fits into the width that the terminal has.

    \b
    This one
      is not wrapped
    """
    settings_object.verbose = verbose
    settings_object.values.update(settings)


@shop.command(short_help="Adds things.")
@click.argument("names", nargs=-1, required=True)
@click.option("-n", "--count", type=click.IntRange(1, 10, clamp=False), default=1, show_default=True, help="How many.")
@click.option("--price", type=click.FloatRange(min=0, min_open=True), required=True, envvar="PRICE", show_envvar=True)
@click.option("--color", type=click.Choice(["red", "Green", "blue"], case_sensitive=False), default="red", show_choices=True)
@click.option("--gift/--no-gift", " /-G", default=True, help="Wrap it.")
@click.option("--extra", type=Pairs(), default="a=1")
@click.option("--secret", hidden=True)
@pass_settings
def add(settings, **values):
    """Adds NAMES to the shop."""
    click.echo(f"{sorted(values.items())} {settings.values} {settings.verbose}")


@shop.command()
@click.argument("source", type=click.File("r"))
@click.argument("target", type=click.File("w", lazy=True), default="-")
@click.option("--upper", "how", flag_value="upper", default=True)
@click.option("--lower", "how", flag_value="lower")
def copy(source, target, how):
    """Copies SOURCE to TARGET."""
    for line in source:
        target.write(getattr(line, how)())


@shop.command()
@click.option("--name", prompt="Your name", default="nobody")
@click.option("--age", prompt=True, type=int)
@click.password_option()
@click.confirmation_option(prompt="Really?")
def register(name, age, password):
    click.secho(f"{name} {age} {'*' * len(password)}", fg="green", bold=True)
    if click.confirm("More?", default=True):
        click.echo(click.prompt("Which", type=click.Choice(["a", "b"]), default="a"))


@shop.group(chain=True, invoke_without_command=True)
@click.option("--start", type=int, default=0)
@click.pass_context
def calculate(ctx, start):
    """Steps one after the other."""
    if ctx.invoked_subcommand is None:
        click.echo("nothing to do")


@calculate.result_callback()
def finish(steps, start):
    for step in steps:
        start = step(start)
    click.echo(f"result {start}")


@calculate.command("plus")
@click.argument("number", type=int)
def plus(number):
    return lambda value: value + number


@calculate.command("times", deprecated=True)
@click.argument("number", type=int)
def times(number):
    """Multiplies."""
    return lambda value: value * number


@shop.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.option("--when", type=click.DateTime(), default=None)
@click.option("--id", "identity", type=click.UUID)
@click.option("-o", "pairs", nargs=2, type=click.Tuple([str, float]), multiple=True)
@click.option("--flag", is_flag=True, callback=lambda ctx, param, value: not value, is_eager=True, expose_value=True)
@click.argument("rest", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def anything(ctx, when, identity, pairs, flag, rest):
    click.echo(f"{when} {identity} {pairs} {flag} {rest} {ctx.args} {ctx.command_path} {ctx.info_name} {ctx.get_parameter_source('when').name}")
    ctx.call_on_close(lambda: click.echo("closed"))
    ctx.invoke(add, names=("x",), price=1.0)
    ctx.exit(3)


@shop.command(epilog="See also: nothing.", no_args_is_help=True)
@click.argument("kind", type=click.Choice(["usage", "abort", "click", "file", "python", "exit"]))
def fail(kind):
    """Fails in the way of KIND."""
    match kind:
        case "usage":
            raise click.UsageError("this is no way to use it")
        case "abort":
            raise click.Abort
        case "click":
            raise click.ClickException("a message")
        case "file":
            raise click.FileError("some.txt", hint="it is gone")
        case "python":
            raise ValueError("not click's")
        case "exit":
            sys.exit("a text as status")


CALLS = [
    [], ["--help"], ["--version"], ["add", "--help"], ["ad", "a", "b", "--price", "2", "-n3", "-G"], ["add", "a"], ["add", "--price", "1"], ["add", "a", "--price", "0"],
    ["add", "a", "--price", "1", "-n", "11"], ["add", "a", "--price", "x"], ["add", "a", "--price=1", "--color", "GREEN", "--extra", "x=1,y=2"], ["add", "a", "--price=1", "--color", "pink"],
    ["add", "a", "--price=1", "--extra", "nothing"], ["add", "a", "--pric", "1"], ["add", "a", "--nonsense"], ["add", "a", "--price"], ["-vvv", "--set", "x", "1", "--set", "y", "2", "add", "--price", "1", "--", "-dash"],
    ["--set", "x"], ["--set", "x", "y", "add"], ["c"], ["nothing"], ["copy", "-"], ["copy", "in.txt", "out.txt", "--lower"], ["copy", "missing.txt"], ["--config", ".", "add"], ["--config", "missing", "add"],
    ["register"], ["register", "--yes", "--name", "Ann"], ["calculate"], ["calculate", "--start", "2", "plus", "3", "times", "4"], ["calculate", "times", "x"], ["calculate", "--help"],
    ["anything", "--when", "2024-02-29", "--id", "12345678-1234-5678-1234-567812345678", "-o", "a", "1", "-o", "b", "2.5", "--flag", "--unknown", "x", "-z"],
    ["anything", "--when", "yesterday"], ["anything", "--id", "1"], ["fail"], ["fail", "usage"], ["fail", "abort"], ["fail", "click"], ["fail", "file"], ["fail", "python"], ["fail", "exit"], ["fail", "othre"],
]
INPUTS = {("copy", "-"): "Some\nLines\n", ("register",): "\nold\n44\nsecret\nsecrex\nsecret\nsecret\ny\n\nc\nb\n", ("register", "--yes", "--name", "Ann"): "1\np\np\nn\n"}


def call_all():
    runner = CliRunner(mix_stderr=False)
    with runner.isolated_filesystem():
        with open("in.txt", "w") as file:
            file.write("From a File\n")
        for call in CALLS:
            result = runner.invoke(shop, call, input=INPUTS.get(tuple(call)), env={"PRICE": None})
            print("$ shop", *call, "=>", result.exit_code, repr(result.exception) if result.exception else "")
            print(result.stdout, end="")
            print("".join("! " + line + "\n" for line in result.stderr.splitlines()), end="")
        with open("out.txt") as file:
            print("out.txt:", file.read())
        print(runner.invoke(shop, ["add", "a"], env={"PRICE": "7", "SHOP_ADD_COUNT": "4", "SHOP_VERBOSE": "2"}).stdout)
        print(repr(runner.invoke(register, ["--yes"], input="N\n5\nx\nx\nn\n", color=True).stdout))


def pieces():
    print(click.style("text", fg="red", bg=(1, 2, 3), underline=True, blink=False) == "\x1b[31m\x1b[48;2;1;2;3m\x1b[4m\x1b[25mtext\x1b[0m", click.unstyle(click.style("plain", bold=True)))
    print(ascii(click.format_filename(b"a\xffb")), click.get_app_dir("My App", force_posix=True).replace(os.path.expanduser("~"), "~"))
    print(click.wrap_text("one two three four five six seven\n\n\b\n  kept\n  lines", 14, preserve_paragraphs=True))
    formatter = click.HelpFormatter(width=40)
    with formatter.section("Things"):
        formatter.write_dl([("--short", "what it does"), ("--a-much-longer-option TEXT", "what that one does, with a long text behind it")])
    print(formatter.getvalue())
    with click.Context(shop, info_name="shop", color=False) as ctx:
        print(ctx.command.to_info_dict(ctx)["commands"]["add"]["params"][1]["type"], sorted(ctx.to_info_dict()))
        print(click.get_current_context() is ctx, add.get_usage(click.Context(add, parent=ctx, info_name="add")))
    with click.progressbar(range(3), label="Working", file=sys.stdout) as bar:
        print(sum(bar))
    completion = BashComplete(shop, {}, "shop", "_SHOP_COMPLETE")
    for args, start in ([], ""), ([], "--"), (["add", "--color"], ""), (["add"], "--p"), (["calculate"], "p"), (["fail"], "u"):
        print(args, repr(start), [(each.value, each.type, each.help) for each in completion.get_completions(args, start)])
    print(completion.format_completion(CompletionItem("x", type="plain")), "_SHOP_COMPLETE" in completion.source())
    for kind, text in (click.INT, "7"), (click.BOOL, "off"), (click.BOOL, "maybe"), (click.DateTime(["%d.%m.%Y"]), "29.02.2024"), (click.FLOAT, "1e3"), (click.IntRange(max=3, clamp=True), "9"):
        try:
            print(kind, repr(kind.convert(text, None, None)))
        except click.BadParameter as error:
            print(kind, error.format_message())
    for wrong in (lambda: click.Option(["x", "--x"], nargs=-1), lambda: click.Argument(["a"], default=1, required=True, nargs=-1), lambda: click.Option(["--flag"], is_flag=True, multiple=True, count=True),
                  lambda: click.command(add), lambda: click.Option([]), lambda: click.Choice(["a"]).convert("b", None, None)):
        try:
            wrong()
            print("made")
        except (TypeError, ValueError, click.UsageError) as error:
            print(type(error).__name__, error)


call_all()
pieces()
try:
    shop(["fail", "click"], prog_name="shop", standalone_mode=False)
except click.ClickException as error:
    print("not caught:", error.message)
print(shop(["calculate", "--start", "5"], standalone_mode=False))
shop(["calculate", "plus", "1"], prog_name="shop")
