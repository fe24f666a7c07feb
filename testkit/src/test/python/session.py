"""Connections of the official client, with what it told its user."""

import asyncio
import json
import logging

from decart import DecartClient, ModelState, Prompt, RealtimeClient, RealtimeConnectOptions, SubscribeOptions, models

from picture import SOON, Camera, Screen

NOIR = ModelState(prompt=Prompt(text="noir", enhance=False))


def say(**line):
    print(json.dumps(line), flush=True)


def check(holds, what):
    """Goes on only if this holds, and tells it."""
    if not holds:
        raise AssertionError(f"not so: {what}")
    say(step=what)


async def soon(what, condition, seen=lambda: "nothing"):
    """Waits for what no event tells."""

    async def look():
        while not condition():
            await asyncio.sleep(0.02)

    try:
        await asyncio.wait_for(look(), SOON)
    except asyncio.TimeoutError:
        raise AssertionError(f"{what}: not within {SOON} s; there was {seen()}") from None


async def failure(command):
    """What a command fails with."""
    try:
        await command
    except Exception as error:
        return error
    raise AssertionError("accepted")


def client_of(server, key=None):
    return DecartClient(
        api_key=key or server["key"], base_url=server["http"], realtime_base_url=server["realtime"]
    )


class Refusals(logging.Handler):
    """What the client says of attempts that failed: it tells its user only of the last."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.texts = []

    def emit(self, record):
        self.texts.append(record.getMessage())

    def __enter__(self):
        logging.getLogger("decart").addHandler(self)
        return self

    def __exit__(self, *failed):
        logging.getLogger("decart").removeHandler(self)

    async def until(self, words):
        await soon(words, lambda: any(words in text for text in self.texts), lambda: self.texts)


class Session:
    """One connection of a producer or of a viewer."""

    def __init__(self, connection, camera, screen):
        self.connection = connection
        self.camera = camera
        self.screen = screen
        self.states = []
        self.errors = []
        self.ticks = []
        connection.on("connection_change", self.states.append)
        connection.on("error", self.errors.append)
        connection.on("generation_tick", lambda tick: self.ticks.append(tick.seconds))

    async def reported(self, *states):
        await soon(f"{states}", lambda: self.states == list(states), lambda: self.states)

    async def close(self):
        await self.screen.close()
        await self.connection.disconnect()
        if self.camera is not None:
            await self.camera.close()


async def connect(client, initial_state=NOIR, codec="h264"):
    camera = Camera()
    screen = Screen()
    options = RealtimeConnectOptions(
        model=models.realtime("lucy-2.5"),
        on_remote_stream=screen.show,
        initial_state=initial_state,
        preferred_video_codec=codec,
    )
    try:
        connection = await RealtimeClient.connect(client.realtime_base_url, client.api_key, camera.track, options)
    except BaseException:
        await camera.close()
        raise
    return Session(connection, camera, screen)


async def watch(client, token):
    screen = Screen()
    options = SubscribeOptions(token=token, on_remote_stream=screen.show)
    connection = await RealtimeClient.subscribe(client.realtime_base_url, client.api_key, options)
    return Session(connection, None, screen)
