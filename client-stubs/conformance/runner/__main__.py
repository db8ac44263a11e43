"""The command line of the conformance run."""

import argparse
import fnmatch
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

from . import cell, gateways, reasons, record, toolchains
from .clients import Client
from .gateways import Gateways
from .matrix import Matrix
from .scenario import COLUMNS, Scenario, load


def main() -> int:
    arguments = _arguments()
    # Whatever ends the run, the servers and drivers are stopped on the way out.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    everything = load()
    if gaps := reasons.gaps(everything):
        print("\n".join(gaps), file=sys.stderr)
        return 1
    scenarios = [each for each in everything if fnmatch.fnmatch(each.name, arguments.only)]
    if not arguments.built:
        gateways.build()
    with ExitStack() as stack:
        if arguments.record:
            return _record(everything, stack)
        return _run(arguments, scenarios, stack)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run", description="Runs the scenarios against every client of the gateway and prints the matrix.")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="the scenarios to run, for example 'error*'")
    parser.add_argument("--language", choices=toolchains.LANGUAGES, help="the one language to run; all if absent")
    parser.add_argument("--times", action="store_true", help="tell how long each scenario took")
    parser.add_argument("--record", action="store_true", help="write the expected values anew, as the official SDK reads the archives")
    parser.add_argument("--built", action="store_true", help="take the gateway's jar as it is, without looking whether it is up to date")
    return parser.parse_args()


def _run(arguments: argparse.Namespace, scenarios: list[Scenario], stack: ExitStack) -> int:
    languages = toolchains.LANGUAGES if arguments.language is None else (arguments.language,)
    clients, missing = _clients(languages, stack)
    wanted = {each.gateway for each in scenarios}
    began = time.monotonic()
    servers = stack.enter_context(closing(Gateways(wanted)))
    matrix = Matrix(tuple(column for column in COLUMNS if column in clients or column in missing))
    for scenario in scenarios:
        row_began = time.monotonic()
        outcomes, found = _row(scenario, clients, servers)
        if arguments.times:
            print(f"{time.monotonic() - row_began:6.2f} s  {scenario.name}", file=sys.stderr)
        skipped = {column: "skipped" for column in scenario.columns if column in missing}
        matrix.add(scenario, outcomes | skipped, found)
    for column, client in clients.items():
        if (code := client.finish()) != 0:
            matrix.failures.append(f"the driver of {column} ended with {code}, not 0, when its input ended")
    print(matrix.text())
    print(f"in {time.monotonic() - began:.0f} s, building apart", file=sys.stderr)
    failed = matrix.failures or (matrix.count("skipped") and os.environ.get("CI") == "true")
    return 1 if failed else 0


def _row(scenario: Scenario, clients: dict[str, Client], servers: Gateways) -> tuple[dict[str, str], dict[str, str]]:
    """The outcome by column, and why for those that failed."""
    taking_part = [clients[column] for column in scenario.columns if column in clients]
    found: dict[str, str] = {}

    def one(client: Client, tasks: dict[str, str]) -> None:
        try:
            cell.run(scenario, client, servers, tasks)
        except (cell.Mismatch, RuntimeError, OSError) as failed:
            found[client.column] = str(failed)

    groups = [[client] for client in taking_part] if scenario.alone else [taking_part]
    for group in filter(None, groups):
        tasks = servers.service.reset(scenario.setup)
        with ThreadPoolExecutor(len(group)) as pool:
            try:
                list(pool.map(lambda client: one(client, tasks), group))
            except BaseException:
                # Interrupted: nobody is to wait for answers any more.
                for client in group:
                    client.close()
                raise
        if unlike := cell.of_service(scenario.after, servers.service, len(group)):
            found |= {client.column: unlike for client in group if client.column not in found}
    return {client.column: "failed" if client.column in found else "passed" for client in taking_part}, found


def _clients(languages: Iterable[str], stack: ExitStack) -> tuple[dict[str, Client], set[str]]:
    """The columns that can be run, and those that cannot for want of a toolchain."""
    clients: dict[str, Client] = {}
    missing: set[str] = set()
    for language in languages:
        try:
            programs = toolchains.programs(language)
        except toolchains.Missing as absent:
            columns = [column for column in COLUMNS if column == language or column.startswith(f"{language}-") and column != "python-sdk"]
            print(f"{', '.join(columns)}: skipped, {absent}", file=sys.stderr)
            missing |= set(columns)
            continue
        for column, program in programs.items():
            clients[column] = stack.enter_context(closing(Client(column, program)))
    return clients, missing


def _record(scenarios: list[Scenario], stack: ExitStack) -> int:
    clients, _ = _clients(["python-sdk"], stack)
    record.record(scenarios, clients["python-sdk"], stack.enter_context(closing(Gateways(set()))))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except RuntimeError as failed:
        sys.exit(f"conformance: {failed}")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"conformance: {' '.join(map(str, failed.cmd))} ended with {failed.returncode}")
