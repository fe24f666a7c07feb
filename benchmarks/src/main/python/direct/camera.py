"""The picture that goes out: two halves of known colours, and a dot that moves so that every frame is a new one."""

import asyncio
import time
from fractions import Fraction

import numpy
from aiortc import MediaStreamTrack
from av import VideoFrame

CLOCK = 90_000
LEFT = (200, 80, 40)
RIGHT = (40, 90, 200)
DOT = 8


class Camera(MediaStreamTrack):
    """Makes frames at its rate while somebody asks for them."""

    kind = "video"

    def __init__(self, width, height, fps):
        super().__init__()
        self._fps = fps
        self._width = width
        self._number = 0
        self._began = None
        rgb = numpy.empty((height, width, 3), numpy.uint8)
        rgb[:, : width // 2] = LEFT
        rgb[:, width // 2 :] = RIGHT
        # As the encoder takes it: nothing is converted between.
        self._yuv = VideoFrame.from_ndarray(rgb).reformat(format="yuv420p").to_ndarray()

    async def recv(self):
        if self._began is None:
            self._began = time.monotonic()
        number = self._number
        self._number += 1
        await asyncio.sleep(max(0, self._began + number / self._fps - time.monotonic()))
        picture = self._yuv.copy()
        left = number * 4 % self._width
        picture[:DOT, left : left + DOT] = 235
        frame = VideoFrame.from_ndarray(picture, format="yuv420p")
        frame.pts = number * CLOCK // self._fps
        frame.time_base = Fraction(1, CLOCK)
        return frame
