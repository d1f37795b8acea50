"""Many clients that ask the API at once, each over connections of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import httpx2

from tests.asynchronous import run

TIMEOUT = 120  # seconds; with 200 clients on two cores, some wait long


def ask_at_once(port: int, addresses: Sequence[str], clients: int) -> list[tuple[str, int, bytes]]:
    """Let so many clients, all at once, ask every address, each beginning at another; return what each was answered."""
    return run(_ask_at_once(port, addresses, clients))


async def _ask_at_once(port: int, addresses: Sequence[str], clients: int) -> list[tuple[str, int, bytes]]:
    begin = asyncio.Event()
    asking = [asyncio.create_task(_client(port, addresses, number, begin)) for number in range(clients)]
    await asyncio.sleep(0)  # until all of them wait
    begin.set()
    return [answer for answers in await asyncio.gather(*asking) for answer in answers]


async def _client(port: int, addresses: Sequence[str], number: int, begin: asyncio.Event) -> list[tuple[str, int, bytes]]:
    first = number % len(addresses)
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=TIMEOUT, trust_env=False) as client:
        await begin.wait()
        answers = []
        for address in [*addresses[first:], *addresses[:first]]:
            answer = await client.get(address)
            answers.append((address, answer.status_code, answer.content))
        return answers
