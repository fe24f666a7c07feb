"""The picture that goes out, two halves of known colours, and what comes back of it."""

import asyncio
import struct
import zlib

import numpy as np
from livekit import rtc

WIDTH = 320
HEIGHT = 192
LEFT = (200, 80, 40)
RIGHT = (40, 90, 200)
SOON = 20  # seconds


class Camera:
    """A track of two halves; a dot moves so that every frame is a new one."""

    def __init__(self):
        self._source = rtc.VideoSource(WIDTH, HEIGHT)
        self.track = rtc.LocalVideoTrack.create_video_track("camera", self._source)
        self._task = asyncio.create_task(self._run())

    async def _run(self):
        picture = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
        at = 0
        while True:
            picture[:, : WIDTH // 2, :3] = LEFT
            picture[:, WIDTH // 2 :, :3] = RIGHT
            picture[:8, at : at + 8] = 255
            at = (at + 4) % WIDTH
            frame = rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.RGBA, picture.tobytes())
            self._source.capture_frame(frame)
            await asyncio.sleep(0.05)

    async def close(self):
        self._task.cancel()
        await asyncio.wait([self._task])
        await self._source.aclose()


class Screen:
    """Shows a remote track; tells the mean colours of its two halves."""

    def __init__(self):
        self._frames = asyncio.Queue(1)
        self._task = None

    def show(self, track):
        """Called by the client, again for each connection."""
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.create_task(self._run(track))

    async def _run(self, track):
        stream = rtc.VideoStream(track, capacity=1, format=rtc.VideoBufferType.RGBA)
        try:
            async for event in stream:
                if self._frames.full():
                    self._frames.get_nowait()
                self._frames.put_nowait(self._colours(event.frame))
        finally:
            await stream.aclose()

    async def until(self, what, is_right):
        """Waits for a frame that is as it should be, and says what came when none is."""
        last = "no frame"
        deadline = asyncio.get_running_loop().time() + SOON
        while True:
            left = deadline - asyncio.get_running_loop().time()
            try:
                last = await asyncio.wait_for(self._frames.get(), max(left, 0))
            except asyncio.TimeoutError:
                raise AssertionError(f"{what}: not seen; the last frame was {last}") from None
            if is_right(*last):
                return last

    async def stays(self, what, is_right, frames=10):
        """Each of the next frames has to be as it should be."""
        for frame in range(frames):
            await self.until(what, lambda *colours: self._hold(what, frame, is_right, colours))

    @staticmethod
    def _hold(what, frame, is_right, colours):
        if not is_right(*colours):
            raise AssertionError(f"{what}: frame {frame} was {colours}")
        return True

    async def close(self):
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    @staticmethod
    def _colours(frame):
        pixels = np.frombuffer(frame.data, np.uint8).reshape(frame.height, frame.width, 4)
        top, bottom = frame.height // 4, frame.height * 3 // 4
        eighth = frame.width // 8
        halves = (pixels[top:bottom, eighth : 3 * eighth], pixels[top:bottom, 5 * eighth : 7 * eighth])
        return [tuple(int(value) for value in half[..., :3].mean((0, 1)).round()) for half in halves]


def png(red, green, blue):
    """A PNG of one colour."""
    width, height = 40, 30

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes((red, green, blue)) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _near(one, other):
    return all(abs(value - wanted) < 30 for value, wanted in zip(one, other))


def is_unchanged(left, right):
    return _near(left, LEFT) and _near(right, RIGHT)


def is_inverted(left, right):
    return _near(left, [255 - value for value in LEFT]) and _near(right, [255 - value for value in RIGHT])


def is_grey(*halves):
    return all(max(half) - min(half) < 12 for half in halves)


def is_magenta(*halves):
    """More red and blue than green, in both halves."""
    return all(red > green + 30 and blue > green + 30 for red, green, blue in halves)


def is_green(*halves):
    """More green than red and blue, in both halves."""
    return all(green > red + 30 and green > blue + 30 for red, green, blue in halves)
