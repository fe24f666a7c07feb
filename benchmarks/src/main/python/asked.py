"""Runs scenarios that are asked for line by line on standard input, and answers as browser.mjs of the test kit does."""

import asyncio
import json
import sys
import traceback
from importlib.metadata import version


def say(**line):
    print(json.dumps(line), flush=True)


async def either(wanted, connecting):
    """What is wanted; the failure to connect, if that comes first."""
    wanted = asyncio.ensure_future(wanted)
    await asyncio.wait([wanted, connecting], return_when=asyncio.FIRST_COMPLETED)
    if not wanted.done():
        await connecting
    return await wanted


async def serve(scenarios):
    """Until standard input ends."""
    say(ready=True, version=version("decart"))
    while line := await asyncio.to_thread(sys.stdin.readline):
        arguments = json.loads(line)
        scenario = arguments.pop("scenario")
        try:
            await scenarios[scenario](**arguments)
            say(end=True)
        except Exception:
            say(failure=traceback.format_exc())
