"""`modeldex machine`: what memory computers have, and what fits them."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from modeldex import machine, paths
from modeldex.cli.arguments import Commands, Parser, add_data_dir
from modeldex.cli.fit import add_fit
from modeldex.cli.output import narrate, table, uncut, write
from modeldex.cli.sizes import in_gib, read_size
from modeldex.curated.hardware import hardware
from modeldex.errors import UsageError
from modeldex.fields import UNKNOWN, Unit, show_number
from modeldex.memory import Device, Machine, holding, room
from modeldex.paths import Home

_Job = Callable[[Home, Namespace], None]
_HEADINGS = ("Name", "GPUs", "Main memory", "For a model")
_RIGHT = (False, False, True, True)
_DEVICE_HEADINGS = ("Key", "Name", "Memory", "GB/s", "Watts", "List price", "Rent an hour")
_DEVICE_RIGHT = (False, False, True, True, True, True, True)
_MOST_GPUS = 64


def run(argv: Sequence[str]) -> int:
    """Carry out one of the commands below; without one, print what this computer has."""
    arguments = parser().parse_args(argv)
    job: _Job = arguments.job
    job(paths.home(arguments.data_dir), arguments)
    return 0


def parser() -> ArgumentParser:
    """Return the parser of `modeldex machine` and all its commands."""
    parser = Parser(
        prog="modeldex machine",
        usage="modeldex machine [COMMAND ...] [--data-dir DIR]",
        description="Show what memory this computer has, describe other machines, and see\n"
        "which forms of a model fit them. A machine's name can stand in `fits:`.",
    )
    add_data_dir(parser)
    parser.set_defaults(job=_show)
    commands = Commands(parser)
    commands.add("show", _show, "", "print the memory of this computer")
    commands.add("list", _list, "", "print this computer and the machines that were described")
    commands.add("devices", _devices, "", "print the devices that can be named")
    save = commands.add(
        "save",
        _save,
        "NAME [--gpu DEVICE [xN] ...] [--ram SIZE]",
        "describe a machine, or this one",
    )
    save.add_argument("name", metavar="NAME", help="its name from now on")
    save.add_argument(
        "--gpu", nargs="+", action="append", metavar=("DEVICE", "xN"), help="as in h100-80gb x2"
    )
    save.add_argument("--ram", metavar="SIZE", help="its main memory, as in 64gib")
    remove = commands.add("remove", _remove, "NAME", "forget a machine")
    remove.add_argument("name", metavar="NAME", help="the name of a machine")
    add_fit(commands)
    return parser


def _show(_home: Home, _arguments: Namespace) -> None:
    _print([machine.detect()])


def _list(home: Home, _arguments: Namespace) -> None:
    found = machine.profiles(home.machines)
    _print([machine.detect(), *found.machines.values()])
    for fault in found.faults:
        narrate(f"left out: {fault}")


def _print(machines: Sequence[Machine]) -> None:
    write(table(_HEADINGS, [_row(one) for one in machines], right=_RIGHT))


def _row(one: Machine) -> tuple[str, ...]:
    sizes = [in_gib(size) for size in one.accelerators_bytes]
    gpus = "shares main memory" if one.unified else ", ".join(sizes) or "none"
    return (one.name, gpus, in_gib(one.ram_bytes), in_gib(room(one)))


def _devices(_home: Home, _arguments: Namespace) -> None:
    rows = [_device_row(device) for device in hardware(paths.catalog()).values()]
    write(table(_DEVICE_HEADINGS, rows, right=_DEVICE_RIGHT))


def _device_row(device: Device) -> tuple[str, ...]:
    return (
        device.key,
        device.name,
        in_gib(device.memory_bytes),
        _figure(device.bandwidth_gb_per_second),
        _figure(device.watts),
        _price(device.list_price_usd),
        show_number(device.rent_usd_per_hour, Unit.USD),
    )


def _figure(number: float | None) -> str:
    return UNKNOWN if number is None else f"{number:,.0f}"


def _price(amount: float | None) -> str:
    return UNKNOWN if amount is None else f"${amount:,.0f}"


def _save(home: Home, arguments: Namespace) -> None:
    devices = hardware(paths.catalog())
    described = Machine(name=arguments.name)
    for words in arguments.gpu or ():
        described = _with_devices(described, words, devices)
    if arguments.ram is not None:
        described = replace(described, ram_bytes=read_size(arguments.ram, Unit.BYTES))
    if not arguments.gpu and arguments.ram is None:
        described = replace(machine.detect(), name=arguments.name)
    path = machine.save(home.machines, described)
    narrate(f"{uncut(arguments.name.lower())} is described in {path}; fits:{path.stem} asks for it")


def _with_devices(one: Machine, words: Sequence[str], devices: Mapping[str, Device]) -> Machine:
    """Return the machine with the devices that `--gpu DEVICE [xN]` names."""
    key, *more = words
    try:
        device = machine.device_of(key, devices)
    except LookupError as error:
        message = f"{uncut(key)} is no known device; {error.args[0]}."
        raise UsageError(message) from None
    count = _count(more)
    held = holding(device, count)
    if held.unified:
        if count > 1 or one.accelerators_bytes or one.unified:
            message = f"{device.name} is a whole computer; give --gpu {device.key} alone."
            raise UsageError(message)
        return replace(held, name=one.name)
    if one.unified:
        message = f"{device.name} cannot be put into a computer whose memory is shared."
        raise UsageError(message)
    return replace(one, accelerators_bytes=(*one.accelerators_bytes, *held.accelerators_bytes))


def _count(words: Sequence[str]) -> int:
    """Return how many devices `x2` means; one where nothing is said."""
    number = words[0].lower().removeprefix("x") if words else "1"
    if len(words) > 1 or not number.isdecimal() or not 1 <= int(number) <= _MOST_GPUS:
        message = f"After a device stands how many there are, x1 to x{_MOST_GPUS}, as in x2."
        raise UsageError(message)
    return int(number)


def _remove(home: Home, arguments: Namespace) -> None:
    machine.remove(home.machines, arguments.name)
    narrate(f"{uncut(arguments.name.lower())} is forgotten")
