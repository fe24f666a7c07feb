"""Runs scenarios of the official Python client in rooms."""

import asyncio
import time

import numpy
from decart import DecartClient, ModelState, Prompt, RealtimeClient, RealtimeConnectOptions, models
from livekit import rtc

from asked import either, say, serve

WIDTH = 320
HEIGHT = 192
PERIOD = 1 / 20
LEFT = (200, 80, 40)
RIGHT = (40, 90, 200)
FLOWING_FRAMES = 20


class Camera:
    """Two halves of known colours, and a dot that moves so that every frame is a new one."""

    def __init__(self):
        self._source = rtc.VideoSource(WIDTH, HEIGHT)
        self.track = rtc.LocalVideoTrack.create_video_track("camera", self._source)
        self._task = asyncio.create_task(self._run())

    async def _run(self):
        still = numpy.full((HEIGHT, WIDTH, 4), 255, numpy.uint8)
        still[:, : WIDTH // 2, :3] = LEFT
        still[:, WIDTH // 2 :, :3] = RIGHT
        number = 0
        began = time.monotonic()
        while True:
            picture = still.copy()
            at = number * 4 % (WIDTH - 8)
            picture[:8, at : at + 8] = 255
            self._source.capture_frame(
                rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.RGBA, picture.tobytes())
            )
            number += 1
            await asyncio.sleep(max(0, began + number * PERIOD - time.monotonic()))

    async def close(self):
        self._task.cancel()
        await asyncio.wait([self._task])
        await self._source.aclose()


async def connect(client, camera, on_remote_stream):
    """As the client's documentation shows it; with nothing that its user does not have to give."""
    options = RealtimeConnectOptions(
        model=models.realtime("lucy-2.1"),
        on_remote_stream=on_remote_stream,
        initial_state=ModelState(prompt=Prompt(text="noir", enhance=False)),
    )
    return await RealtimeClient.connect(client.realtime_base_url, client.api_key, camera.track, options)


async def frames(track, count):
    """Reads so many and tells when the last one came."""
    stream = rtc.VideoStream(track, capacity=1)
    try:
        async for _ in stream:
            count -= 1
            if count == 0:
                return
    finally:
        # Not awaited before the time is taken.
        asyncio.get_running_loop().create_task(stream.aclose())
    raise AssertionError("the track has ended")


async def first_frame(http, realtime, key):
    """From asking for a connection to the first decoded frame that comes back, in ms; told as "ms N"."""
    camera = Camera()
    client = DecartClient(api_key=key, base_url=http, realtime_base_url=realtime)
    tracks = asyncio.Queue()
    began = time.perf_counter()
    connecting = asyncio.create_task(connect(client, camera, tracks.put_nowait))
    await frames(await either(tracks.get(), connecting), 1)
    came = time.perf_counter()
    say(step=f"ms {(came - began) * 1000}")
    await (await connecting).disconnect()
    await camera.close()


async def frames_again(http, realtime, key):
    """Says "flowing", waits until the connection is lost, and tells as "at N" when the first frame of the next one came, in
    ms of the system's clock. Each room of the client hands over a track of its own."""
    camera = Camera()
    client = DecartClient(api_key=key, base_url=http, realtime_base_url=realtime)
    tracks = asyncio.Queue()
    connecting = asyncio.create_task(connect(client, camera, tracks.put_nowait))
    await frames(await either(tracks.get(), connecting), FLOWING_FRAMES)
    connection = await connecting
    say(step="flowing")
    await frames(await tracks.get(), 1)
    say(step=f"at {time.time() * 1000}")
    await connection.disconnect()
    await camera.close()


asyncio.run(serve({"firstFrame": first_frame, "framesAgain": frames_again}))
