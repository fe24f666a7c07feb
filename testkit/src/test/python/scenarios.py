"""What a user of Decart's client for Python does, step by step. A scenario fails by raising.

Asked and answered line by line as browser.mjs is.
"""

import asyncio
import json
import sys
import traceback
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Literal

import aiohttp
from decart import TokenVerifyError, decode_subscribe_token
from pydantic import BaseModel

from picture import is_green, is_grey, is_inverted, is_magenta, is_unchanged, png
from session import NOIR, Refusals, check, client_of, connect, failure, say, soon, watch


@asynccontextmanager
async def producing(client, initial_state=NOIR, codec="h264"):
    session = await connect(client, initial_state, codec)
    try:
        yield session
    finally:
        await session.close()


async def post(server, path):
    async with aiohttp.ClientSession() as http, http.post(server["http"] + path) as answer:
        check(answer.ok, path)


async def steers(server):
    """Video comes back, and every command shows in it."""
    client = client_of(server)
    async with producing(client, None) as session:
        connection, screen = session.connection, session.screen
        check(connection.is_connected() and connection.session_id, f"connected, session {connection.session_id}")
        await screen.until("the picture comes back as it was", is_unchanged)
        await connection.set_prompt("noir", enhance=False)
        await screen.until("noir: no colour is left", is_grey)
        await session.reported("connecting", "connected", "generating")
        refused = await failure(connection.set_prompt("something forbidden"))
        check(str(refused) == "Prompt rejected by moderation", f"refused: {refused}")
        await screen.stays("still noir after the refusal", is_grey)
        await connection.set_prompt("invert")
        await screen.until("inverted", is_inverted)
        await connection.set_image(png(255, 0, 255), prompt="noir")
        await screen.until("magenta", is_magenta)
        await connection.set_image(png(0, 255, 0))
        await screen.until("green", is_green)
        await connection.set_image(None, prompt="noir")
        await screen.until("noir without an image", is_grey)
        # Anything but whole seconds this client does not take for ticks.
        await soon("ticks", lambda: len(session.ticks) > 1, lambda: session.ticks)
        check(session.ticks[:2] == [1, 2], f"ticks: {session.ticks}")
    await session.reported("connecting", "connected", "generating", "disconnected")
    check(session.errors == [], "disconnected, no error heard")
    await client.close()


class SetImageReference(BaseModel):
    """A message that this client has no call for; it goes the client's own way."""

    type: Literal["set_image"]
    image_ref: str


async def refers_to_files(server):
    """What plain HTTP has uploaded is referred to; a reference to nothing is refused."""
    form = aiohttp.FormData()
    form.add_field("file", png(0, 255, 0), filename="green.png", content_type="image/png")
    async with aiohttp.ClientSession(headers={"x-api-key": server["key"]}) as http:
        async with http.post(server["http"] + "/v1/files", data=form) as answer:
            file = (await answer.json())["id"]
    check(file.startswith("file_"), f"uploaded {file}")
    async with producing(client_of(server)) as session:
        await session.screen.until("noir", is_grey)
        for reference, accepted in ((file, True), ("file_of_nobody", False)):
            manager = session.connection._manager
            answered, result = manager.register_image_set_wait()
            await manager.send_message(SetImageReference(type="set_image", image_ref=reference))
            await asyncio.wait_for(answered.wait(), 20)
            manager.unregister_image_set_wait()
            check(result["success"] == accepted, f"{reference}: {result}")
        await session.screen.until("green", is_green)
        await session.screen.stays("still green", is_green)


async def queues(server):
    """It waits its turn, for less than it has patience, and its first frame is as wanted."""
    async with producing(client_of(server)) as session:
        await session.screen.until("noir from the start", is_grey)


async def has_a_token(server):
    """The signed token that the client had made opens a session; it can be checked with the server's keys."""
    async with client_of(server) as client:
        token = await client.tokens.create(
            metadata={"attribution": {"team": "red"}},
            expires_in=120,
            allowed_models=["lucy-2.5"],
            constraints={"realtime": {"maxSessionDuration": 300}},
        )
        check(token.api_key.startswith("ek_"), f"created, until {token.expires_at}")
        issuer = server["http"]
        trusted = {"jwks_url": server["jwks"], "issuer": issuer, "audience": issuer}
        verified = await client.tokens.verify(token.token, **trusted)
        check(verified.allowed_models == ["lucy-2.5"], "verified: its models")
        check(verified.constraints == {"realtime": {"maxSessionDuration": 300}}, "verified: its constraints")
        check(verified.attribution == {"team": "red"}, "verified: whom it is for")
        check(verified.pool == "free" and verified.service_tier == 0, "verified: the tier of its customer")
        check(verified.user_id and verified.organization_id and verified.api_key_id, "verified: whose it is")
        check(client.tokens.decode(token.token).claims == verified.claims, "decodes alike")
        head, claims, signature = token.token.split(".")
        forged = ".".join((head, claims, ("B" if signature[0] == "A" else "A") + signature[1:]))
        refused = await failure(client.tokens.verify(forged, **trusted))
        check(isinstance(refused, TokenVerifyError), f"forged: {refused}")
        refused = await failure(client.tokens.verify(token.token, **{**trusted, "issuer": "http://other"}))
        check(isinstance(refused, TokenVerifyError), f"of another service: {refused}")
    async with producing(client_of(server, token.token)) as session:
        await session.screen.until("noir", is_grey)


async def is_watched(server):
    """A viewer sees what the producer sees; with the producer the room is gone, and nobody brings it back."""
    client = client_of(server)
    with Refusals() as refusals:
        async with producing(client) as producer:
            token = producer.connection.subscribe_token
            say(room=decode_subscribe_token(token).room_name)
            viewer = await watch(client, token)
            for session in (producer, viewer):
                await session.screen.until("noir", is_grey)
            await producer.connection.set_prompt("invert")
            for session in (producer, viewer):
                await session.screen.until("inverted", is_inverted)
            check(refusals.texts == [], "watched")
        # The viewer has its token still, and tries to come back with it.
        await viewer.reported("connecting", "connected", "reconnecting")
        await refusals.until("LiveKit connection failed")
        check(not viewer.connection.is_connected(), f"not let in again: {refusals.texts[0]}")
        await viewer.close()


async def runs_out_of_credits(server):
    """Without credits it is not let in again; with some more it is."""
    async with producing(client_of(server)) as session:
        await session.reported("connecting", "connected", "generating")
        with Refusals() as refusals:
            await post(server, "/admin/credits-exhausted")
            await refusals.until("Insufficient credits")
        check(session.states[-1] == "reconnecting", f"refused: {refusals.texts[-1]}")
        await post(server, "/admin/credits-restored")
        await session.reported("connecting", "connected", "generating", "reconnecting", "connected", "generating")


async def recovers(server):
    """The connection is lost, and the client heals by itself: its picture comes back, without the prompt it began with."""
    async with producing(client_of(server)) as session:
        await session.screen.until("noir", is_grey)
        await session.reported("connecting", "connected", "generating")
        first = session.connection.session_id
        await post(server, "/admin/drop")
        await session.screen.until("the picture as it was", is_unchanged)
        await session.reported("connecting", "connected", "generating", "reconnecting", "connected", "generating")
        check(session.connection.session_id != first, "another session")
        await session.connection.set_prompt("noir")
        await session.screen.until("noir again", is_grey)


async def is_two(server):
    """Two sessions of one client at once do not see each other."""
    client = client_of(server)
    async with producing(client) as one, producing(client, None) as other:
        await one.screen.until("noir", is_grey)
        await other.screen.until("the picture as it was", is_unchanged)
        await other.connection.set_prompt("invert")
        await other.screen.until("inverted", is_inverted)
        await one.screen.stays("still noir", is_grey)
        await one.connection.disconnect()
        await other.screen.stays("still inverted", is_inverted)


async def sends_in(server):
    """Each codec that the client can be told to send in is understood."""
    async with producing(client_of(server), codec=server["codec"]) as session:
        await session.screen.until("noir", is_grey)


async def gives_up_at_once(server):
    """A wrong key is refused in words that it takes for final."""
    with Refusals() as refusals:
        refused = await failure(connect(client_of(server, "dct_wrong")))
    check(str(refused) == "Invalid API key", f"refused: {refused}")
    attempts = [text for text in refusals.texts if text.startswith("Connection attempt failed")]
    check(len(attempts) == 1, f"attempts: {attempts}")


SCENARIOS = {
    scenario.__name__: scenario
    for scenario in (
        steers, refers_to_files, queues, has_a_token, is_watched, runs_out_of_credits, recovers, is_two, sends_in,
        gives_up_at_once,
    )
}


async def main():
    say(ready=True, version=version("decart"))
    while line := await asyncio.to_thread(sys.stdin.readline):
        request = json.loads(line)
        try:
            await SCENARIOS[request["scenario"]](request)
            say(end=True)
        except Exception:
            say(failure=traceback.format_exc())


asyncio.run(main())
