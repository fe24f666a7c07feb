"""Runs scenarios of the official Python client."""

import asyncio
import logging
import time

from decart import DecartClient
from decart.models import ModelDefinition
from decart.realtime import webrtc_connection
from decart.realtime.client import RealtimeClient
from decart.realtime.types import RealtimeConnectOptions
from decart.types import ModelState, Prompt

from asked import either, say, serve
from camera import Camera
from own_machine import stay_on_this_machine

MODEL = ModelDefinition(name="mirage_v2", url_path="/v1/stream", fps=20, width=320, height=192)
FLOWING_FRAMES = 20


async def connect(client, on_remote_stream):
    """As the client's documentation shows it; with nothing that its user does not have to give."""
    options = RealtimeConnectOptions(
        model=MODEL,
        on_remote_stream=on_remote_stream,
        initial_state=ModelState(prompt=Prompt(text="noir", enhance=False)),
    )
    return await RealtimeClient.connect(
        base_url=client.realtime_base_url,
        api_key=client.api_key,
        local_track=Camera(MODEL.width, MODEL.height, MODEL.fps),
        options=options,
    )


async def first_frame(http, realtime, key):
    """From asking for a connection to the first decoded frame that comes back, in ms; told as "ms N"."""
    client = DecartClient(api_key=key, base_url=http, realtime_base_url=realtime)
    tracks = asyncio.Queue()
    began = time.perf_counter()
    connecting = asyncio.create_task(connect(client, tracks.put_nowait))
    # The frame may be there before the client says that it is connected.
    await (await either(tracks.get(), connecting)).recv()
    came = time.perf_counter()
    say(step=f"ms {(came - began) * 1000}")
    await (await connecting).disconnect()


async def frames_again(http, realtime, key):
    """Says "flowing", waits until the connection is lost, and tells as "at N" when the first frame of the next one came, in
    ms of the system's clock. Each peer connection of the client hands over a track of its own."""
    client = DecartClient(api_key=key, base_url=http, realtime_base_url=realtime)
    tracks = asyncio.Queue()
    connecting = asyncio.create_task(connect(client, tracks.put_nowait))
    lost = await either(tracks.get(), connecting)
    for _ in range(FLOWING_FRAMES):
        await lost.recv()
    connection = await connecting
    say(step="flowing")
    reading = asyncio.create_task(read_on(lost))
    await (await tracks.get()).recv()
    say(step=f"at {time.time() * 1000}")
    reading.cancel()
    await connection.disconnect()


async def read_on(track):
    while True:
        await track.recv()


async def main():
    # It warns of each candidate that it cannot read, which is every one that comes after the answer.
    logging.getLogger("decart").setLevel(logging.CRITICAL)
    # No server is needed between two peers on one machine; the client's own is public and has no option.
    configuration = webrtc_connection.RTCConfiguration
    webrtc_connection.RTCConfiguration = lambda iceServers: configuration(iceServers=[])
    stay_on_this_machine()
    await serve({"firstFrame": first_frame, "framesAgain": frames_again})


asyncio.run(main())
